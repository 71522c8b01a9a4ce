import { nearestRank } from '../../quantile';
import type { ReplaySummary } from './types';

const HOUR = 3600;
/** A shortage that is over sooner is no lag: a rate over a minute says nothing about seconds. */
const GRACE_SECONDS = 30;

/** Sums of a replay so far, as a plain value. */
export interface TallyState {
  readonly seconds: number;
  readonly unknownSeconds: number;
  readonly requests: number;
  readonly shortSeconds: number;
  readonly shortRequests: number;
  readonly coldStartRequests: number;
  readonly refusedRequests: number;
  readonly waitedRequestSeconds: number;
  readonly longestQueueRequests: number;
  readonly replicaSeconds: number;
  readonly changes: number;
  readonly reversals: number;
  readonly worstReversalsPerHour: number;
  readonly lagsSeconds: readonly number[];
  /** The shortage that lasts: since when, and for how long the maximum held replicas back. */
  readonly shortSince?: number;
  readonly shortAtMaxSeconds: number;
  readonly lastChange?: { readonly atSeconds: number; readonly isUp: boolean };
  /** For each reversal of the last hour, when the change before it was. */
  readonly reversedChanges: readonly number[];
}

export const EMPTY_TALLY: TallyState = {
  seconds: 0,
  unknownSeconds: 0,
  requests: 0,
  shortSeconds: 0,
  shortRequests: 0,
  coldStartRequests: 0,
  refusedRequests: 0,
  waitedRequestSeconds: 0,
  longestQueueRequests: 0,
  replicaSeconds: 0,
  changes: 0,
  reversals: 0,
  worstReversalsPerHour: 0,
  lagsSeconds: [],
  shortAtMaxSeconds: 0,
  reversedChanges: [],
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };

/** Adds up what a replay is judged by. */
export class Tally {
  private readonly sums: Mutable<TallyState>;

  constructor(state: TallyState) {
    this.sums = { ...state, lagsSeconds: [...state.lagsSeconds], reversedChanges: [...state.reversedChanges] };
  }

  /** Time passed with so many pods that existed. */
  pass(seconds: number, pods: number): void {
    this.sums.seconds += seconds;
    this.sums.replicaSeconds += pods * seconds;
  }

  arrive(requests: number): void {
    this.sums.requests += requests;
  }

  wait(requestSeconds: number, queue: number): void {
    this.sums.waitedRequestSeconds += requestSeconds;
    if (queue > this.sums.longestQueueRequests) {
      this.sums.longestQueueRequests = queue;
    }
  }

  /** Time in which nothing is known of the load; a shortage is taken to end there without having been caught up. */
  unknown(_now: number, seconds: number): void {
    this.sums.unknownSeconds += seconds;
    this.sums.shortSince = undefined;
  }

  short(
    now: number,
    seconds: number,
    requests: number,
    coldStartRequests: number,
    refusedRequests: number,
    isAtMax: boolean
  ): void {
    const { sums } = this;
    if (sums.shortSince === undefined) {
      sums.shortSince = now;
      sums.shortAtMaxSeconds = 0;
    }
    sums.shortSeconds += seconds;
    sums.shortRequests += requests;
    sums.coldStartRequests += coldStartRequests;
    sums.refusedRequests += refusedRequests;
    sums.shortAtMaxSeconds += isAtMax ? seconds : 0;
  }

  /** The capacity suffices: a shortage is over, and its length a lag unless the maximum made it. */
  enough(now: number): void {
    const { shortSince, shortAtMaxSeconds, lagsSeconds } = this.sums;
    if (shortSince === undefined) {
      return;
    }
    const lag = now - shortSince;
    if (lag >= GRACE_SECONDS && shortAtMaxSeconds * 2 <= lag) {
      lagsSeconds.push(lag);
    }
    this.sums.shortSince = undefined;
  }

  change(atSeconds: number, isUp: boolean): void {
    const { sums } = this;
    const { lastChange, reversedChanges } = sums;
    sums.changes++;
    if (lastChange !== undefined && lastChange.isUp !== isUp && atSeconds - lastChange.atSeconds < HOUR) {
      sums.reversals++;
      reversedChanges.push(lastChange.atSeconds);
      while (reversedChanges[0] <= atSeconds - HOUR) {
        reversedChanges.shift();
      }
      sums.worstReversalsPerHour = Math.max(sums.worstReversalsPerHour, reversedChanges.length);
    }
    sums.lastChange = { atSeconds, isUp };
  }

  state(): TallyState {
    const { sums } = this;
    return { ...sums, lagsSeconds: [...sums.lagsSeconds], reversedChanges: [...sums.reversedChanges] };
  }

  summary(usdPerReplicaHour: number | undefined): ReplaySummary {
    const { sums } = this;
    const replicaHours = sums.replicaSeconds / HOUR;
    const median = nearestRank(sums.lagsSeconds, 0.5);
    return {
      seconds: sums.seconds,
      unknownSeconds: sums.unknownSeconds,
      requests: sums.requests,
      changes: sums.changes,
      reversals: sums.reversals,
      worstReversalsPerHour: sums.worstReversalsPerHour,
      shortSeconds: sums.shortSeconds,
      shortRequests: sums.shortRequests,
      coldStartRequests: sums.coldStartRequests,
      refusedRequests: sums.refusedRequests,
      waitedRequestSeconds: sums.waitedRequestSeconds,
      longestQueueRequests: sums.longestQueueRequests,
      replicaHours,
      costUsd: usdPerReplicaHour === undefined ? undefined : replicaHours * usdPerReplicaHour,
      lagSeconds: median === undefined ? undefined : { median, worst: nearestRank(sums.lagsSeconds, 1) ?? median },
    };
  }
}
