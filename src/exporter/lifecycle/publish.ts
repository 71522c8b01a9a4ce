import { BACKEND_STATES, type BackendState, MILESTONES, SIDECAR, STARTUP_PHASES } from '../../vocabulary';
import type { Metrics } from '../metrics';
import { type BackendStatus, milestones, startupPhases } from './startup';

/** The state as others see it: a drain hides every state but the end. */
export function visibleState(status: BackendStatus, draining: boolean): BackendState {
  return draining && status.state !== 'stopped' ? 'draining' : status.state;
}

export function publishState(metrics: Metrics, state: BackendState): void {
  BACKEND_STATES.forEach((each) => metrics.set(SIDECAR.backendState, { state: each }, each === state ? 1 : 0));
}

/** Publishes how far the current start has come, and its phases all at once when it is finished. */
export function publishStartup(metrics: Metrics, status: BackendStatus): void {
  if (status.startedAt === undefined) {
    metrics.forget(SIDECAR.backendStartTimestamp, {});
  } else {
    metrics.set(SIDECAR.backendStartTimestamp, {}, status.startedAt);
  }
  publishMilestones(metrics, status);
  const phases = startupPhases(status);
  const loadSeconds = status.modelLoadSeconds ?? phases?.load;
  if (loadSeconds !== undefined) {
    metrics.set(SIDECAR.modelLoadDuration, {}, loadSeconds);
  }
  if (phases !== undefined && status.readyAt !== undefined) {
    metrics.set(SIDECAR.backendReadyTimestamp, {}, status.readyAt);
    STARTUP_PHASES.forEach((phase) => metrics.set(SIDECAR.backendStartup, { phase }, phases[phase]));
  }
}

function publishMilestones(metrics: Metrics, status: BackendStatus): void {
  const reached = milestones(status);
  for (const milestone of MILESTONES) {
    const at = reached[milestone];
    if (at === undefined) {
      metrics.forget(SIDECAR.backendMilestone, { milestone });
    } else {
      metrics.set(SIDECAR.backendMilestone, { milestone }, at);
    }
  }
}
