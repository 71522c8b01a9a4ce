/** Which promtool runs the files of rule tests in this jest project. */
declare const PROMTOOL: 'oldest' | 'newest';
