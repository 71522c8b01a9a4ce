import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { CommandError } from '../../command';
import { type Configuration, MOST_ALIASES } from '../yaml/configuration';
import type { Bundle } from './bundle';
import { isOurRoute } from './ownership';
import { isOurTemplate } from './templates';
import { isShape, nameOf, type Shape, shapesOf, stringsOf } from './shape';

/**
 * Throws CommandError unless what is not of the bundle means after the merge what it meant before. The edits are made so that it
 * does; this holds it also for a file whose layout nobody thought of.
 */
export function proveMerge(
  before: Configuration,
  ourInhibitRules: readonly number[],
  merged: string,
  bundle: Bundle
): void {
  const otherRules = shapesOf(before.meaning.inhibit_rules).filter((_rule, index) => !ourInhibitRules.includes(index));
  const wanted = withoutBundle({ ...before.meaning, inhibit_rules: otherRules }, bundle);
  if (!isDeepStrictEqual(wanted, withoutBundle(meaningOf(merged), bundle))) {
    throw new CommandError(
      `${before.name}: the file cannot be merged without changing what it says; nothing was written. Write it in a plainer layout`
    );
  }
}

function meaningOf(merged: string): Shape {
  try {
    const meaning: unknown = parse(merged, { merge: true, maxAliasCount: MOST_ALIASES });
    return isShape(meaning) ? meaning : {};
  } catch {
    return {};
  }
}

function withoutBundle(meaning: Shape, bundle: Bundle): Shape {
  const ours = new Set([...bundle.receivers, ...bundle.timeIntervals].map(({ name }) => name));
  const others = (value: unknown) => shapesOf(value).filter((shape) => !ours.has(nameOf(shape) ?? ''));
  const shipped = bundle.inhibitRules.map((rule) => rule.meaning);
  return {
    ...meaning,
    templates: stringsOf(meaning.templates).filter((entry) => !isOurTemplate(entry)),
    receivers: others(meaning.receivers),
    time_intervals: others(meaning.time_intervals),
    inhibit_rules: shapesOf(meaning.inhibit_rules).filter(
      (rule) => !shipped.some((one) => isDeepStrictEqual(one, rule))
    ),
    route: isShape(meaning.route) ? withoutOurRoute(meaning.route) : meaning.route,
  };
}

function withoutOurRoute(route: Shape): Shape {
  const routes = shapesOf(route.routes).filter((child) => !isOurRoute(child));
  return { ...route, routes: routes.map(withoutOurRoute) };
}
