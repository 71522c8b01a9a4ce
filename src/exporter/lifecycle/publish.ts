import { BACKEND_STATES, type BackendState, SIDECAR, STARTUP_PHASES } from '../../vocabulary';
import type { Metrics } from '../metrics';
import { type BackendStatus, startupPhases } from './startup';

/** The state as others see it: a drain hides every state but the end. */
export function visibleState(status: BackendStatus, draining: boolean): BackendState {
  return draining && status.state !== 'stopped' ? 'draining' : status.state;
}

export function publishState(metrics: Metrics, state: BackendState): void {
  BACKEND_STATES.forEach((each) => metrics.set(SIDECAR.backendState, { state: each }, each === state ? 1 : 0));
}

/** Publishes when the current start began, and its phases all at once when it is finished. */
export function publishStartup(metrics: Metrics, status: BackendStatus): void {
  if (status.startedAt === undefined) {
    metrics.forget(SIDECAR.backendStartTimestamp, {});
  } else {
    metrics.set(SIDECAR.backendStartTimestamp, {}, status.startedAt);
  }
  const phases = startupPhases(status);
  if (phases === undefined || status.readyAt === undefined) {
    return;
  }
  metrics.set(SIDECAR.backendReadyTimestamp, {}, status.readyAt);
  metrics.set(SIDECAR.modelLoadDuration, {}, phases.load);
  STARTUP_PHASES.forEach((phase) => metrics.set(SIDECAR.backendStartup, { phase }, phases[phase]));
}
