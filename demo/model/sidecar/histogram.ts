import { BUCKETS } from '../../../src/exporter/metrics';
import type { MetricDefinition } from '../../../src/vocabulary';
import { series, type Labels, type ModelSeries } from '../series';

/** What a histogram has observed. */
export interface Observed {
  /** How many were at most as large as this; Infinity counts all. */
  readonly within: (bound: number) => number | undefined;
  readonly sum: number | undefined;
}

/** A histogram with the bounds that the exporter has for it. */
export function histogramSeries({ name }: MetricDefinition, labels: Labels): Array<ModelSeries<Observed>> {
  const bounds = [...(BUCKETS[name] ?? []), Infinity];
  return [
    ...bounds.map((bound) =>
      series(
        { name: `${name}_bucket` },
        { le: bound === Infinity ? '+Inf' : String(bound), ...labels },
        (observed: Observed) => observed.within(bound)
      )
    ),
    series({ name: `${name}_count` }, labels, (observed: Observed) => observed.within(Infinity)),
    series({ name: `${name}_sum` }, labels, ({ sum }: Observed) => sum),
  ];
}
