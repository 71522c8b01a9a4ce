// Tests that cross a process: real servers, real Prometheus, real files.
process.env.TZ = 'UTC';

const { dirname } = require('node:path');
const base = require('../jest.config');

const rootDir = dirname(__dirname);

const shared = {
  rootDir,
  testEnvironment: 'node',
  transform: base.transform,
  transformIgnorePatterns: base.transformIgnorePatterns,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build', '<rootDir>/.elastiscope'],
};

/** Weeks and months of rules, which take promtool minutes; shorter tests of the same rules are among the others. */
const LONG = '/test/rules/(month|[a-z-]+-week)\\.test\\.yml$';

/** Files of rule tests are files of jest: see test/rules/ruleTestTransform.js. */
const rules = {
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'tsx', 'json', 'node', 'yml'],
  transform: { ...base.transform, '\\.test\\.yml$': '<rootDir>/test/rules/ruleTestTransform.js' },
  globalSetup: '<rootDir>/test/rules/globalSetup.ts',
};

module.exports = {
  rootDir,
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      // Files that ship, and what tools make of them: they keep the cores busy and look at no clock.
      ...rules,
      displayName: 'bundle',
      testMatch: [
        '<rootDir>/test/{rules,routing,incidents,compose,kubernetes,bench,engines,judgement}/**/*.test.ts',
        '<rootDir>/test/rules/*.test.yml',
      ],
      testPathIgnorePatterns: ['/node_modules/', LONG],
    },
    { ...shared, ...rules, displayName: 'long', testRegex: LONG },
    {
      ...shared,
      // Running processes: they mostly wait, and some look at the clock.
      displayName: 'process',
      testMatch: ['<rootDir>/test/{integration,setup}/**/*.test.ts', '<rootDir>/demo/**/*.test.ts'],
    },
  ],
};
