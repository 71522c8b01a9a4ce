import type { MetricDefinition } from '../types';

/** The same metrics under each of several prefixes: a scrape or a collector may have renamed all of them. */
export function underPrefixes(
  prefixes: readonly string[],
  metrics: Readonly<Record<string, MetricDefinition>>
): Readonly<Record<string, MetricDefinition>> {
  return Object.fromEntries(
    prefixes.flatMap((prefix) =>
      Object.entries(metrics).map(([key, metric]) => [
        `${prefix}${key}`,
        { ...metric, name: `${prefix}${metric.name}` },
      ])
    )
  );
}

/** The counters among them, as collectors write them that trim the suffix `_total`. */
export function withoutTotal(
  metrics: Readonly<Record<string, MetricDefinition>>
): Readonly<Record<string, MetricDefinition>> {
  return Object.fromEntries(
    Object.entries(metrics)
      .filter(([, { name }]) => name.endsWith('_total'))
      .map(([key, metric]) => [`${key}WithoutTotal`, { ...metric, name: metric.name.replace(/_total$/, '') }])
  );
}
