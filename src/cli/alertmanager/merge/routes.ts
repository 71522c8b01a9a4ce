import { isMap, isNode, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Configuration } from '../yaml/configuration';
import { pairOf } from '../../../yaml/places';
import { isShape, type Shape, shapesOf } from './shape';

/** A route of the tree, and where it stands. */
export interface RoutePlace {
  readonly shape: Shape;
  /** For messages: the route, or what it comes from when it is an alias or stands in one. */
  readonly near: Node;
  /** The route that it is a child of and its position there; absent for the root and for what an alias or merge key brings in. */
  readonly parent?: { readonly map: YAMLMap; readonly index: number };
}

/** The root route as a mapping that can be edited in principle. Throws CommandError when there is none. */
export function rootRoute({ root, refusal }: Configuration): YAMLMap {
  const pair = pairOf(root, 'route');
  if (pair === undefined) {
    throw refusal(root, 'there is no route, so this is no complete configuration; add a route with a receiver first');
  }
  if (!isMap(pair.value)) {
    const near = isNode(pair.value) ? pair.value : root;
    throw refusal(near, 'route must be a mapping that is written out here, with a receiver');
  }
  return pair.value;
}

/** Every route of the tree, parents before their children. */
export function allRoutes(configuration: Configuration): readonly RoutePlace[] {
  const root = rootRoute(configuration);
  const { route } = configuration.meaning;
  return isShape(route) ? [{ shape: route, near: root }, ...childrenOf(route, root)] : [];
}

function childrenOf(shape: Shape, node: Node): readonly RoutePlace[] {
  const list = isMap(node) ? pairOf(node, 'routes')?.value : undefined;
  const nodes = isSeq(list) ? list.items : [];
  return shapesOf(shape.routes).flatMap((child, index) => {
    const childNode = nodes[index];
    const near = isNode(childNode) ? childNode : node;
    const place = { shape: child, near };
    const found = isMap(node) && isMap(childNode) ? { ...place, parent: { map: node, index } } : place;
    return [found, ...childrenOf(child, near)];
  });
}
