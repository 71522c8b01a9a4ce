import type { ElectionTimes } from '../config';
import type { BackendStatus } from '../lifecycle/startup';

/** What a sidecar wants of the lease: to hold it, to keep it if it has it, or to be rid of it. */
export type Wish = 'lead' | 'keep' | 'leave';

/** What to do next: write a lease that is not there, take it over, renew it, give it up, or nothing. */
export type Step = 'create' | 'take' | 'renew' | 'release' | 'wait';

/** The lease as one candidate has seen it. */
export interface Situation {
  readonly identity: string;
  readonly wish: Wish;
  /** Whether the lease is there now; the rest is what it said when it last was. */
  readonly exists: boolean;
  /** Empty when nobody holds it, or it was never seen. */
  readonly holder: string;
  /** Whether this very process wrote what it says. */
  readonly isOwnWrite: boolean;
  readonly durationSeconds: number;
  /** How long it has been seen unchanged, by the own monotonic clock. The times in it are of other clocks. */
  readonly unchangedSeconds: number;
  readonly times: ElectionTimes;
}

/** client-go waits up to this much longer between two attempts to acquire, so that candidates do not march in step. */
const JITTER = 1.2;
/** The same when the lease is about to run out: enough to keep two candidates apart, and soon. */
const TAKE_JITTER = 0.1;

/**
 * What a candidate does next, as client-go's leaderelection has it: a claim of others is over when it has been seen
 * unchanged for its whole duration.
 *
 * A claim under the own name that somebody else wrote is most likely of an earlier run of this sidecar, but may be of
 * another one that was given the same name. That one would renew it; if it does not for two periods, it is taken up.
 */
export function nextStep(situation: Situation): Step {
  const { identity, wish, exists, holder, isOwnWrite } = situation;
  const isFree = holder === '' || secondsUntilFree(situation) <= 0;
  const isOwn = holder === identity && (isOwnWrite || isFree);
  if (wish === 'leave') {
    return isOwn && exists ? 'release' : 'wait';
  }
  if (isOwn && (wish === 'lead' || isOwnWrite)) {
    return exists ? 'renew' : 'create';
  }
  if (wish === 'keep' || !isFree) {
    return 'wait';
  }
  return exists ? 'take' : 'create';
}

/** How long to wait before the next look. `random` is from 0 up to 1. */
export function pauseSeconds(situation: Situation, random: number): number {
  const { wish, holder, isOwnWrite, identity, times } = situation;
  if (wish !== 'lead' || (isOwnWrite && holder === identity)) {
    return times.retrySeconds;
  }
  const usual = times.retrySeconds * (1 + JITTER * random);
  const untilFree = secondsUntilFree(situation);
  return untilFree > 0 ? Math.min(usual, untilFree + times.retrySeconds * TAKE_JITTER * random) : usual;
}

function secondsUntilFree({ identity, holder, durationSeconds, unchangedSeconds, times }: Situation): number {
  // A duration that makes no sense is no invitation.
  const duration = durationSeconds > 0 ? durationSeconds : times.leaseSeconds;
  const patience = holder === identity ? Math.min(duration, 2 * times.retrySeconds) : duration;
  return patience - unchangedSeconds;
}

/** Only a ready backend may lead; one that is unready keeps the lead for as long as it could also have lost it. */
export function wishOf(
  { state, since }: Pick<BackendStatus, 'state' | 'since'>,
  draining: boolean,
  wallSeconds: number,
  { renewDeadlineSeconds }: ElectionTimes
): Wish {
  if (state === 'ready') {
    return draining ? 'keep' : 'lead';
  }
  return state === 'unready' && wallSeconds - since < renewDeadlineSeconds ? 'keep' : 'leave';
}
