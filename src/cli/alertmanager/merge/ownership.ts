import { isDeepStrictEqual } from 'node:util';
import { isShape, type Shape, stringsOf } from './shape';

/** Every name of the bundle begins with it, and its label `bundle` is the part before the dash. */
export const PREFIX = 'elastiscope-';

/** The comment that every inhibition rule of the bundle begins with, behind its dash. */
const MARK = /^-\s+# Elastiscope\b/;

const MATCHER = /([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^\s,{}"]+)/g;

/** The matchers of a route in the order given, in one spelling: `bundle="elastiscope"`. */
function matchersOf(route: Shape): readonly string[] {
  const modern = stringsOf(route.matchers).flatMap((text) =>
    [...text.matchAll(MATCHER)].map(([, label, operator, value = '']) => `${label}${operator}${quoted(value)}`)
  );
  const older = isShape(route.match) ? Object.entries(route.match).map(([label, value]) => `${label}="${value}"`) : [];
  return [...modern, ...older];
}

function quoted(value: string): string {
  return value.startsWith('"') ? value : `"${value}"`;
}

const OUR_MATCHER = 'bundle="elastiscope"';

/** Whether a route takes alerts of Elastiscope and no others. */
export function isAboutUs(route: Shape): boolean {
  return matchersOf(route).includes(OUR_MATCHER);
}

/** Whether a route takes exactly what the route of the bundle takes. */
export function takesAllOfOurs(route: Shape): boolean {
  return isDeepStrictEqual(matchersOf(route), [OUR_MATCHER]);
}

/** Whether a route is that of the bundle: it takes all alerts of Elastiscope and gives them to a receiver of Elastiscope. */
export function isOurRoute(route: Shape): boolean {
  return takesAllOfOurs(route) && String(route.receiver).startsWith(PREFIX);
}

/**
 * Whether an inhibition rule is one of the bundle: it says so, or a formatter took its comment away and it is what the bundle
 * ships. A rule that a user wrote about our alerts is neither.
 */
export function isOurInhibitRule(text: string, rule: Shape, shipped: readonly Shape[]): boolean {
  return MARK.test(text) || shipped.some((ours) => isDeepStrictEqual(ours, rule));
}
