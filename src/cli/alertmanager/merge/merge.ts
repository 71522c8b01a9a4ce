import { isDeepStrictEqual } from 'node:util';
import { type Configuration, readConfiguration } from '../yaml/configuration';
import { type EditableList, editableList, requireBlockStyle } from '../yaml/list';
import { applyEdits } from '../../../yaml/textEdits';
import type { Bundle, BundleItem } from './bundle';
import { refuseClashes } from './clashes';
import { isOurInhibitRule, isOurRoute } from './ownership';
import { NOTHING, type Part, withAdded } from './part';
import { proveMerge } from './proof';
import { receiversPart, type ReceiverState } from './receivers';
import { allRoutes, rootRoute, type RoutePlace } from './routes';
import { nameOf, type Shape, shapesOf } from './shape';
import { templatesPart } from './templates';

export interface MergeOptions {
  /** What the list of templates is to name. */
  readonly templatePath: string;
  /** Whether receivers of the bundle that have settings get those of the bundle instead. */
  readonly replaceReceivers: boolean;
}

export interface Merged extends ReceiverState {
  readonly text: string;
  /** What was done, in words: `route: updated`. Empty when the configuration was up to date. */
  readonly changes: readonly string[];
  /** The entry of the list of templates that names those of the bundle, or a path that an entry covers. */
  readonly templateEntry: string;
}

/**
 * Adds the bundle to the configuration of a file, or updates it there. Every byte that is not of the bundle stays as it is. Receivers and
 * time intervals that are there are the user's own to set, and stay; the route and the inhibition rules are replaced. Throws
 * CommandError when the configuration cannot be edited or names clash.
 */
export function mergeBundle(file: string, text: string, bundle: Bundle, options: MergeOptions): Merged {
  const configuration = readConfiguration(file, text);
  requireBlockStyle(configuration, configuration.root, 'the configuration');
  const routes = allRoutes(configuration);
  refuseClashes(configuration, bundle, routes);
  const receivers = receiversPart(configuration, bundle.receivers, options.replaceReceivers);
  const inhibitRules = inhibitRulesPart(configuration, bundle);
  const templates = templatesPart(configuration, file, options.templatePath);
  const parts: readonly Part[] = [
    templates.part,
    routePart(configuration, bundle, routes),
    receivers.part,
    timeIntervalsPart(configuration, bundle),
    inhibitRules.part,
  ];
  const inPlace = parts.filter(({ addsKey = false }) => !addsKey);
  const added = parts.filter(({ addsKey = false }) => addsKey);
  const merged = applyEdits(
    text,
    [...inPlace, ...added].flatMap(({ edits }) => edits)
  );
  proveMerge(configuration, inhibitRules.ours, merged, bundle);
  const changes = parts.flatMap((part) => part.changes);
  return { text: merged, changes, templateEntry: templates.entry, ...receivers.state };
}

function routePart(configuration: Configuration, bundle: Bundle, routes: readonly RoutePlace[]): Part {
  const ours = routes.find(({ shape }) => isOurRoute(shape));
  if (ours === undefined) {
    const root = rootRoute(configuration);
    requireBlockStyle(configuration, root, 'route');
    const list = editableList(configuration, root, 'routes');
    return { edits: list.prepend([bundle.route.lines]), changes: ['route: added before the others'] };
  }
  if (isDeepStrictEqual(ours.shape, bundle.route.meaning)) {
    return NOTHING;
  }
  if (ours.parent === undefined) {
    throw configuration.refusal(ours.near, 'the route of Elastiscope comes from an alias or merge key; write it out');
  }
  const { map, index } = ours.parent;
  requireBlockStyle(configuration, map, 'the route above that of Elastiscope');
  const list = editableList(configuration, map, 'routes');
  return { edits: list.replace(index, [bundle.route.lines]), changes: ['route: updated'] };
}

function timeIntervalsPart(configuration: Configuration, bundle: Bundle): Part {
  const list = editableList(configuration, configuration.root, 'time_intervals');
  const present = new Set(shapesOf(configuration.meaning.time_intervals).map(nameOf));
  const missing = bundle.timeIntervals.filter(({ name }) => !present.has(name));
  return withAdded(NOTHING, list, missing, 'time interval');
}

/** What becomes of the inhibition rules, and the positions of those that were the bundle's before. */
function inhibitRulesPart(
  configuration: Configuration,
  { inhibitRules }: Bundle
): { readonly part: Part; readonly ours: readonly number[] } {
  const list = editableList(configuration, configuration.root, 'inhibit_rules');
  const shipped = inhibitRules.map(({ meaning }) => meaning);
  const rules = shapesOf(configuration.meaning.inhibit_rules);
  const ours = rules.flatMap((rule, index) =>
    isOurInhibitRule(list.items[index]?.lines.join('\n') ?? '', rule, shipped) ? [index] : []
  );
  return { part: updateRules(list, rules, ours, inhibitRules), ours };
}

function updateRules(
  list: EditableList,
  rules: readonly Shape[],
  ours: readonly number[],
  shipped: readonly BundleItem[]
): Part {
  const lines = shipped.map((rule) => rule.lines);
  const [first, ...others] = ours;
  if (first === undefined) {
    return { edits: list.append(lines), addsKey: !list.exists, changes: [`${lines.length} inhibition rules: added`] };
  }
  const present = ours.map((index) => rules[index]);
  if (
    isDeepStrictEqual(
      present,
      shipped.map(({ meaning }) => meaning)
    )
  ) {
    return NOTHING;
  }
  const edits = [...list.replace(first, lines), ...others.flatMap((index) => list.replace(index, []))];
  return { edits, changes: ['inhibition rules: updated'] };
}
