import { CAPTURE_STAGES } from '../../../src/exporter/metrics';
import { CAPPED_LABELS } from '../../../src/exporter/labelBudget';
import { exporterVersion } from '../../../src/exporter/version';
import { SIDECAR, type Objective } from '../../../src/vocabulary';
import { series, type ModelSeries } from '../series';

/** The configuration of a sidecar, as far as it shows. */
export interface ProcessPlan {
  readonly targets: Readonly<Partial<Record<Objective, number>>>;
  readonly configHash: string;
  readonly release?: string;
}

export interface ProcessState {
  /** Seconds since the epoch. */
  readonly startedAt: number;
  /** What its clock shows. */
  readonly now: number;
  /** Faults in measuring, by the stage. */
  readonly faults?: Readonly<Partial<Record<(typeof CAPTURE_STAGES)[number], number>>>;
  /** Observations counted under `other`, by the label. */
  readonly overflows?: Readonly<Partial<Record<string, number>>>;
}

/** What a sidecar says of itself. Its counters begin at 0, as in the exporter's metrics.ts. */
export function processSeries({ targets, configHash, release }: ProcessPlan): Array<ModelSeries<ProcessState>> {
  return [
    series(SIDECAR.buildInfo, { version: exporterVersion() }, () => 1),
    series(SIDECAR.processStartTime, {}, ({ startedAt }) => startedAt),
    series(SIDECAR.clock, {}, ({ now }) => now),
    series(SIDECAR.backendConfigInfo, { hash: configHash }, () => 1),
    ...(release === undefined ? [] : [series(SIDECAR.backendReleaseInfo, { release }, () => 1)]),
    ...Object.entries(targets).map(([objective, value]) => series(SIDECAR.target, { objective }, () => value)),
    ...CAPTURE_STAGES.map((stage) =>
      series(SIDECAR.captureErrors, { stage }, ({ faults }: ProcessState) => faults?.[stage] ?? 0)
    ),
    ...CAPPED_LABELS.map((label) =>
      series(SIDECAR.labelOverflow, { label }, ({ overflows }: ProcessState) => overflows?.[label] ?? 0)
    ),
  ];
}
