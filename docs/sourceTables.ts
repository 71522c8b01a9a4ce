import { SOURCE, SOURCES } from '../src/vocabulary';
import { code, table } from './markdown';
import { rulesOf, type RuleFile } from './ruleFiles';

const SIDECAR = {
  name: 'sidecar',
  title: 'Exporter sidecar',
  adapter: 'sidecar.yml',
  answers: 'All questions about one replica: load, errors, latency, starts, drains, roles, tokens and cost.',
  lost: 'Everything that only the pod knows: waits for a cold start, cut requests, roles, tokens by flow.',
};

/** What each source is good for. */
export function sources(): string {
  return table(
    ['Source', 'Adapter', 'Answers', 'Lost without it'],
    [SIDECAR, ...SOURCES].map(({ title, adapter, answers, lost }) => [
      title,
      `[${adapter}](../alerts/rules/sources/${adapter})`,
      answers,
      lost,
    ])
  );
}

/** Quantities by the sources that record them, in the order of their preference, as the labels of the rules say. */
export function preferences(files: readonly RuleFile[]): string {
  const titles = new Map([SIDECAR, ...SOURCES].map(({ name, title }) => [name, title]));
  const byQuantity = new Map<string, Map<string, string>>();
  for (const { record, labels: { source, preference } = {} } of rulesOf(files)) {
    if (record !== undefined && source !== undefined && preference !== undefined) {
      const recorded = byQuantity.get(record) ?? new Map<string, string>();
      byQuantity.set(record, recorded.set(source, preference));
    }
  }
  const byOrder = new Map<string, string[]>();
  for (const [record, recorded] of byQuantity) {
    const order = [...recorded]
      .sort(([, a], [, b]) => a.localeCompare(b))
      .map(([source]) => titles.get(source) ?? source)
      .join(', ');
    // Every source that describes a workload is told of, in `workload:info`.
    if (recorded.size > 1 && record !== SOURCE.info.name) {
      byOrder.set(order, [...(byOrder.get(order) ?? []), record]);
    }
  }
  return table(
    ['Believed, first to last', 'For'],
    [...byOrder].map(([order, records]) => [order, records.map(code).join(', ')])
  );
}
