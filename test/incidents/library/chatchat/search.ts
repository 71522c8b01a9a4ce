import { vectorSearchSeries } from '../../../../demo/model/sidecar/traffic';
import { overTime } from '../../../../demo/model/series';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { observing, steps, type Timeline } from '../../series/timeline';

const SEARCHES_PER_SECOND = 2;

/** A replica whose vector searches take so long, each as long as the others. */
function searching(seconds: Timeline<number>): SourceSeries[] {
  return sidecar('chatchat', 'chatchat-a', {
    requestsPerSecond: 1,
    more: overTime(vectorSearchSeries(), {}, observing(SEARCHES_PER_SECOND, seconds)),
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
