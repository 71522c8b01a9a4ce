import type { BackendState, Milestone, StartupPhase } from '../../vocabulary';

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
  /** When the backend said that its model was loaded, if it did so before its first real answer. */
  readonly modelLoadedAt: number | undefined;
  /** How long that took, in the backend's own words. */
  readonly modelLoadSeconds: number | undefined;
  /** When the first request that came during the current start had been answered. */
  readonly firstAnswerAt: number | undefined;
  readonly failedProbes: number;
}

/**
 * What one look at the backend found. `accepted` and `refused` are about connections, the others about answers:
 * `restarted` is said of one that comes from another process than the answer before.
 */
export type Observation = 'accepted' | 'refused' | 'restarted' | 'ready' | 'not_ready';

/** One bad answer may be chance: a ready backend is called unready after this many in a row. */
const FAILED_PROBES_UNTIL_UNREADY = 2;

export function startingAt(startedAt: number): BackendStatus {
  return {
    state: 'starting',
    since: startedAt,
    startedAt,
    acceptedAt: undefined,
    readyAt: undefined,
    modelLoadedAt: undefined,
    modelLoadSeconds: undefined,
    firstAnswerAt: undefined,
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
    case 'restarted':
      // It was too quick for any connection to be refused. One that was lost or is starting has begun anew already.
      return status.state === 'ready' || status.state === 'unready' ? { ...startingAt(at), acceptedAt: at } : status;
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

/** What is known after the backend said that it had loaded a model in `seconds`. Later loads do not belong to the start. */
export function modelLoaded(status: BackendStatus, seconds: number, at: number): BackendStatus {
  const modelLoadedAt = status.firstAnswerAt === undefined ? at : status.modelLoadedAt;
  return { ...status, modelLoadedAt, modelLoadSeconds: seconds };
}

/** What is known after a request that came at `askedAt` was answered with success. */
export function answeredForReal(status: BackendStatus, askedAt: number, at: number): BackendStatus {
  const { startedAt, readyAt, firstAnswerAt } = status;
  const isFirst = readyAt !== undefined && firstAnswerAt === undefined;
  // A process that ends may still answer what it took before it was lost.
  return isFirst && (startedAt === undefined || askedAt >= startedAt) ? { ...status, firstAnswerAt: at } : status;
}

/** When the current start reached each milestone; none of a start whose begin was not seen. */
export function milestones(status: BackendStatus): Readonly<Partial<Record<Milestone, number>>> {
  const { startedAt, acceptedAt, readyAt, modelLoadedAt, firstAnswerAt } = status;
  if (startedAt === undefined) {
    return {};
  }
  return {
    process_seen: startedAt,
    first_connection: acceptedAt,
    first_healthy_answer: readyAt,
    model_loaded: modelLoadedAt ?? readyAt,
    first_real_answer: firstAnswerAt,
  };
}
