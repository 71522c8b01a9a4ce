import { visibleState } from '../../../src/exporter/lifecycle/publish';
import { milestones, startupPhases, type BackendStatus } from '../../../src/exporter/lifecycle/startup';
import {
  BACKEND_STATES,
  MILESTONES,
  SIDECAR,
  STARTUP_PHASES,
  type BackendState,
  type Milestone,
  type StartupPhase,
} from '../../../src/vocabulary';
import { oneOf, series, type ModelSeries } from '../series';

/** Where a backend is in its life. Times are seconds since the epoch. */
export interface LifecycleState {
  readonly state?: BackendState;
  readonly startedAt?: number;
  readonly milestones?: Readonly<Partial<Record<Milestone, number>>>;
  /** Of the last start that was finished. */
  readonly readyAt?: number;
  readonly phases?: Readonly<Partial<Record<StartupPhase, number>>>;
  readonly modelLoadSeconds?: number;
  readonly drain?: { readonly seconds: number; readonly graceSeconds: number };
  /** Requests that the shutdown broke off. */
  readonly cut: number;
}

/** What a sidecar knows after a look at its backend, as its publish.ts has it: the last finished start is remembered. */
export function lifecycleAfter(before: LifecycleState, status: BackendStatus, isDraining: boolean): LifecycleState {
  const phases = startupPhases(status);
  const finished = phases && { phases, readyAt: status.readyAt };
  return {
    ...before,
    ...finished,
    state: visibleState(status, isDraining),
    startedAt: status.startedAt,
    milestones: milestones(status),
    modelLoadSeconds: status.modelLoadSeconds ?? phases?.load ?? before.modelLoadSeconds,
  };
}

/** The life of the backend as its sidecar shows it. */
export function lifecycleSeries(): Array<ModelSeries<LifecycleState>> {
  return [
    ...oneOf(SIDECAR.backendState, {}, 'state', BACKEND_STATES, ({ state }: LifecycleState) => state),
    series(SIDECAR.backendStartTimestamp, {}, ({ startedAt }) => startedAt),
    series(SIDECAR.backendReadyTimestamp, {}, ({ readyAt }) => readyAt),
    ...MILESTONES.map((milestone) =>
      series(SIDECAR.backendMilestone, { milestone }, (life: LifecycleState) => life.milestones?.[milestone])
    ),
    ...STARTUP_PHASES.map((phase) =>
      series(SIDECAR.backendStartup, { phase }, ({ phases }: LifecycleState) => phases?.[phase])
    ),
    series(SIDECAR.modelLoadDuration, {}, ({ modelLoadSeconds }) => modelLoadSeconds),
    series(SIDECAR.shutdownDrain, {}, ({ drain }) => drain?.seconds),
    series(SIDECAR.shutdownGraceUsed, {}, ({ drain }) => drain && drain.seconds / drain.graceSeconds),
    series(SIDECAR.shutdownRequestsCut, {}, ({ cut }) => cut),
  ];
}
