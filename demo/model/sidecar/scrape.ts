import { PROMETHEUS } from '../../../src/vocabulary';
import type { Identity } from '../../fleet/scenarios/types';
import { series, type Labels, type ModelSeries } from '../series';

/** Labels that the scrape of a sidecar adds. */
export function sidecarScrape({ cluster, namespace, workload }: Identity, instance: string): Labels {
  return { cluster, namespace, workload, job: 'elastiscope', instance };
}

/** What Prometheus itself says of a target: whether it answered. */
export const upSeries: ModelSeries<boolean> = series(PROMETHEUS.up, {}, Number);
