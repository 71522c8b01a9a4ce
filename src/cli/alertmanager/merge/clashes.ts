import { isNode, isSeq, type Node } from 'yaml';
import type { Configuration } from '../yaml/configuration';
import { pairOf } from '../../../yaml/places';
import type { Bundle } from './bundle';
import { isAboutUs, isOurRoute, takesAllOfOurs } from './ownership';
import type { RoutePlace } from './routes';
import { nameOf, type Shape, shapesOf, stringsOf } from './shape';

/** Throws CommandError when names of the bundle are taken, used by others, or its alerts are routed away before it. */
export function refuseClashes(configuration: Configuration, bundle: Bundle, routes: readonly RoutePlace[]): void {
  const [ours, second] = routes.filter(({ shape }) => isOurRoute(shape));
  if (second !== undefined) {
    throw configuration.refusal(second.near, 'a second route of Elastiscope; remove one of the two');
  }
  refuseTakenNames(configuration, bundle, ours !== undefined);
  refuseSwallowing(configuration, routes);
  refuseForeignUse(configuration, bundle, routes);
}

function refuseTakenNames(configuration: Configuration, bundle: Bundle, installed: boolean): void {
  const kinds = [
    { key: 'receivers', what: 'receiver', items: bundle.receivers, foreign: false },
    { key: 'time_intervals', what: 'time interval', items: bundle.timeIntervals, foreign: false },
    { key: 'mute_time_intervals', what: 'time interval', items: bundle.timeIntervals, foreign: true },
  ];
  for (const { key, what, items, foreign } of kinds) {
    const names = new Set(items.map(({ name }) => name));
    const taken = namesIn(configuration, key).filter(({ name }) => names.has(name));
    const seen = new Set<string>();
    for (const { name, near } of taken) {
      if (!installed || foreign) {
        throw configuration.refusal(
          near,
          `the ${what} ${name} is there already, but no route of Elastiscope that it belongs to; rename or remove it`
        );
      }
      if (seen.has(name)) {
        throw configuration.refusal(near, `a second ${what} ${name}; remove one of the two`);
      }
      seen.add(name);
    }
  }
}

interface NamePlace {
  readonly name: string;
  readonly near: Node;
}

function namesIn(configuration: Configuration, key: string): readonly NamePlace[] {
  const list = pairOf(configuration.root, key)?.value;
  const nodes = isSeq(list) ? list.items : [];
  return shapesOf(configuration.meaning[key]).flatMap((shape, index) => {
    const [name, node] = [nameOf(shape), nodes[index]];
    return name === undefined ? [] : [{ name, near: isNode(node) ? node : configuration.root }];
  });
}

/** A route that takes all of our alerts and lets none pass would leave nothing for ours, or get nothing itself. */
function refuseSwallowing({ refusal }: Configuration, routes: readonly RoutePlace[]): void {
  const swallowing = routes.find(({ shape }) => takesAllOfOurs(shape) && !isOurRoute(shape) && shape.continue !== true);
  if (swallowing !== undefined) {
    throw refusal(
      swallowing.near,
      'this route takes all alerts of Elastiscope already; remove it, give it one more matcher, or `continue: true`'
    );
  }
}

/** Below our route, and in routes about our alerts, the names of the bundle are used as they are meant. */
function refuseForeignUse({ refusal }: Configuration, bundle: Bundle, routes: readonly RoutePlace[]): void {
  const names = new Set([...bundle.receivers, ...bundle.timeIntervals].map(({ name }) => name));
  const inside = new Set<unknown>();
  for (const { shape, near } of routes) {
    if (inside.has(shape) || isAboutUs(shape)) {
      shapesOf(shape.routes).forEach((child) => inside.add(child));
      continue;
    }
    const used = namesUsedBy(shape).find((name) => names.has(name));
    if (used !== undefined) {
      throw refusal(near, `this route uses ${used}, which belongs to Elastiscope; give it one with a name of its own`);
    }
  }
}

function namesUsedBy(route: Shape): readonly string[] {
  return [String(route.receiver), ...stringsOf(route.active_time_intervals), ...stringsOf(route.mute_time_intervals)];
}
