import type { MetricSpec } from '../../elasticity/autoscaler';
import { readText } from '../files';
import { readLoad } from './loadFile';
import type { Recording } from './recording';
import { readWorkload, type WorkloadSource } from './workloadRecording';

export type RecordingSource = { readonly from: 'file'; readonly path: string } | WorkloadSource;

/**
 * Reads what was recorded, with progress on stderr when it takes long.
 *
 * @param metrics the metrics of the policy that is to be replayed, see `metricsOf`
 * @throws CommandError that says what cannot be read and what to do
 */
export async function readRecording(source: RecordingSource, metrics: readonly MetricSpec[]): Promise<Recording> {
  if (source.from === 'prometheus') {
    return readWorkload(source, metrics);
  }
  const { load, replicas, metrics: columns } = readLoad(source.path, readText(source.path));
  return {
    name: source.path,
    load,
    replicas,
    coldStartSeconds: [],
    requestsPerSecondPerReplica: undefined,
    metrics: metrics.map(({ name }) => {
      const series = columns.get(name);
      return series === undefined ? { from: 'load' } : { from: 'series', series };
    }),
  };
}
