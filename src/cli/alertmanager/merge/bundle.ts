import { isMap, type YAMLMap } from 'yaml';
import { type Configuration, readConfiguration } from '../yaml/configuration';
import { editableList, type ItemLines } from '../yaml/list';
import { pairOf } from '../../../yaml/places';
import { PREFIX } from './ownership';
import { isShape, nameOf, type Shape, shapesOf } from './shape';

/** One item of the bundle: its text, and what it means. */
export interface BundleItem {
  readonly lines: ItemLines;
  readonly meaning: Shape;
}

export interface NamedItem extends BundleItem {
  readonly name: string;
}

/** What the bundle adds to a configuration. */
export interface Bundle {
  readonly route: BundleItem;
  readonly receivers: readonly NamedItem[];
  readonly inhibitRules: readonly BundleItem[];
  readonly timeIntervals: readonly NamedItem[];
}

/** Takes the bundle out of the complete configuration that ships with it, comments included. */
export function readBundle(text: string): Bundle {
  const configuration = readConfiguration('elastiscope.yml', text);
  const route = pairOf(configuration.root, 'route')?.value;
  if (!isMap(route) || !isShape(configuration.meaning.route)) {
    throw new Error('elastiscope.yml has no route');
  }
  const [ours] = itemsOf(configuration, route, 'routes', configuration.meaning.route.routes);
  if (ours === undefined) {
    throw new Error('elastiscope.yml has no route of its own');
  }
  const top = (key: string) => itemsOf(configuration, configuration.root, key, configuration.meaning[key]);
  return {
    route: ours,
    receivers: named(top('receivers')).filter(({ name }) => name.startsWith(PREFIX)),
    inhibitRules: top('inhibit_rules'),
    timeIntervals: named(top('time_intervals')),
  };
}

function itemsOf(configuration: Configuration, map: YAMLMap, key: string, meaning: unknown): readonly BundleItem[] {
  const shapes = shapesOf(meaning);
  return editableList(configuration, map, key).items.map(({ lines }, index) => ({
    lines,
    meaning: shapes[index] ?? {},
  }));
}

function named(items: readonly BundleItem[]): readonly NamedItem[] {
  return items.map((item) => ({ ...item, name: nameOf(item.meaning) ?? '' }));
}
