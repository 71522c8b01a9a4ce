import { BUCKETS } from '../../../../src/exporter/metrics';
import { SIDECAR } from '../../../../src/vocabulary';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { counting, steps, valueAt, type Timeline } from '../../series/timeline';

const SEARCHES_PER_SECOND = 2;

/** A replica whose vector searches take so long, each as long as the others. */
function searching(seconds: Timeline<number>): SourceSeries[] {
  const { name } = SIDECAR.vectorSearchDuration;
  const within = (bound: number) => (at: number) =>
    SEARCHES_PER_SECOND * Number((valueAt(seconds, at) ?? Infinity) <= bound);
  return sidecar('chatchat', 'chatchat-a', {
    requestsPerSecond: 1,
    more: [
      ...[...(BUCKETS[name] ?? []), Infinity].map((bound) => ({
        metric: { name: `${name}_bucket` },
        labels: { le: bound === Infinity ? '+Inf' : String(bound) },
        at: counting(within(bound)),
      })),
      { metric: { name: `${name}_count` }, labels: {}, at: counting(SEARCHES_PER_SECOND) },
    ],
  });
}

/** The knowledge base. */
export const search: readonly Incident[] = [
  {
    name: 'index-no-longer-fits-into-memory',
    system: 'chatchat',
    story: 'An import makes the index larger than the memory: searches that took 80 ms take two seconds and stay so.',
    duration: '4h',
    begins: '3h',
    series: () => searching(steps({ '0m': 0.08, '3h': 2 })),
    fires: [{ alert: 'ElastiscopeVectorSearchSlow', within: '25m' }],
  },
  {
    name: 'index-is-rebuilt',
    system: 'chatchat',
    story: 'While the index is rebuilt, for ten minutes, searches take two seconds.',
    duration: '3h40m',
    series: () => searching(steps({ '0m': 0.08, '3h': 2, '3h10m': 0.08 })),
    fires: [],
    silent: ['ElastiscopeVectorSearchSlow'],
  },
];
