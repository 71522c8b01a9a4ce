import type { BackendState, StartupPhase } from '../../vocabulary';

/** What is known of the backend. Times are seconds since the epoch. */
export interface BackendStatus {
  readonly state: Exclude<BackendState, 'draining'>;
  /** When the state began. */
  readonly since: number;
  /** When the current start began; unknown when the backend ran before the sidecar did. */
  readonly startedAt: number | undefined;
  readonly acceptedAt: number | undefined;
  /** When it gave the first ready answer of the current start, if that was seen. */
  readonly readyAt: number | undefined;
  readonly failedProbes: number;
}

/** What one look at the backend found. `accepted` and `refused` are about connections, the others about answers. */
export type Observation = 'accepted' | 'refused' | 'ready' | 'not_ready';

/** One bad answer may be chance: a ready backend is called unready after this many in a row. */
const FAILED_PROBES_UNTIL_UNREADY = 2;

export function startingAt(startedAt: number): BackendStatus {
  return {
    state: 'starting',
    since: startedAt,
    startedAt,
    acceptedAt: undefined,
    readyAt: undefined,
    failedProbes: 0,
  };
}

/** A backend that was ready when the sidecar came: nothing is known of its start, so nothing is said about it. */
export function foundReady(at: number): BackendStatus {
  return { ...startingAt(at), state: 'ready', startedAt: undefined };
}

/**
 * What is known after an observation. A backend that is lost begins its next start at that moment: what restarts it
 * does so at once, and its process cannot be seen before it listens.
 */
export function observe(status: BackendStatus, observation: Observation, at: number): BackendStatus {
  switch (observation) {
    case 'refused': {
      const neverUp = status.state === 'starting' && status.acceptedAt === undefined;
      return neverUp || status.state === 'stopped' ? status : { ...startingAt(at), state: 'stopped' };
    }
    case 'accepted':
      if (status.state === 'stopped') {
        return { ...status, state: 'starting', since: at, acceptedAt: at };
      }
      return status.state === 'starting' && status.acceptedAt === undefined ? { ...status, acceptedAt: at } : status;
    case 'ready':
      if (status.state === 'ready') {
        return status.failedProbes === 0 ? status : { ...status, failedProbes: 0 };
      }
      if (status.state === 'unready') {
        return { ...status, state: 'ready', since: at, failedProbes: 0 };
      }
      return { ...status, state: 'ready', since: at, acceptedAt: status.acceptedAt ?? at, readyAt: at };
    case 'not_ready': {
      if (status.state !== 'ready') {
        return status;
      }
      const failedProbes = status.failedProbes + 1;
      return failedProbes < FAILED_PROBES_UNTIL_UNREADY
        ? { ...status, failedProbes }
        : { ...status, state: 'unready', since: at, failedProbes };
    }
  }
}

/** Seconds of each phase of a finished start-up; `undefined` while it lasts or when its begin was not seen. */
export function startupPhases(status: BackendStatus): Record<StartupPhase, number> | undefined {
  const { startedAt, acceptedAt, readyAt } = status;
  if (startedAt === undefined || acceptedAt === undefined || readyAt === undefined) {
    return undefined;
  }
  return { boot: acceptedAt - startedAt, load: readyAt - acceptedAt, total: readyAt - startedAt };
}
