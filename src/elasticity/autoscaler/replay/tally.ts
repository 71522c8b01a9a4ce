import { NO_CHANGES, Reversals, type ReversalsState } from '../../judgement';
import { nearestRank } from '../../quantile';
import { Lags, NO_LAGS, type LagsState } from './lags';
import type { ReplaySummary } from './types';

const HOUR = 3600;

/** Sums of a replay so far, as a plain value. */
export interface TallyState {
  readonly seconds: number;
  readonly unknownSeconds: number;
  readonly requests: number;
  readonly shortSeconds: number;
  readonly shortSecondsAtMax: number;
  readonly shortRequests: number;
  readonly coldStartRequests: number;
  readonly refusedRequests: number;
  readonly waitedRequestSeconds: number;
  readonly longestQueueRequests: number;
  readonly replicaSeconds: number;
  readonly reversals: ReversalsState;
  readonly lags: LagsState;
}

export const EMPTY_TALLY: TallyState = {
  seconds: 0,
  unknownSeconds: 0,
  requests: 0,
  shortSeconds: 0,
  shortSecondsAtMax: 0,
  shortRequests: 0,
  coldStartRequests: 0,
  refusedRequests: 0,
  waitedRequestSeconds: 0,
  longestQueueRequests: 0,
  replicaSeconds: 0,
  reversals: NO_CHANGES,
  lags: NO_LAGS,
};

/** Adds up what a replay is judged by. The sums are fields of their own, because a replay adds to them at every step. */
export class Tally {
  readonly reversals: Reversals;
  private readonly lags: Lags;
  private seconds: number;
  private unknownSeconds: number;
  private requests: number;
  private shortSeconds: number;
  private shortSecondsAtMax: number;
  private shortRequests: number;
  private coldStartRequests: number;
  private refusedRequests: number;
  private waitedRequestSeconds: number;
  private longestQueueRequests: number;
  private replicaSeconds: number;

  constructor(state: TallyState) {
    this.reversals = new Reversals(state.reversals);
    this.lags = new Lags(state.lags);
    this.seconds = state.seconds;
    this.unknownSeconds = state.unknownSeconds;
    this.requests = state.requests;
    this.shortSeconds = state.shortSeconds;
    this.shortSecondsAtMax = state.shortSecondsAtMax;
    this.shortRequests = state.shortRequests;
    this.coldStartRequests = state.coldStartRequests;
    this.refusedRequests = state.refusedRequests;
    this.waitedRequestSeconds = state.waitedRequestSeconds;
    this.longestQueueRequests = state.longestQueueRequests;
    this.replicaSeconds = state.replicaSeconds;
  }

  /** Time passed with so many pods that existed. */
  pass(seconds: number, pods: number): void {
    this.seconds += seconds;
    this.replicaSeconds += pods * seconds;
  }

  arrive(requests: number): void {
    this.requests += requests;
  }

  wait(requestSeconds: number, queue: number): void {
    this.waitedRequestSeconds += requestSeconds;
    if (queue > this.longestQueueRequests) {
      this.longestQueueRequests = queue;
    }
  }

  /** Time in which nothing is known of the load. */
  unknown(seconds: number): void {
    this.unknownSeconds += seconds;
    this.lags.forget();
  }

  /** Requests above the capacity: how many, of them those that met a cold start, and those that were refused. */
  exceed(requests: number, coldStartRequests: number, refusedRequests: number): void {
    this.shortRequests += requests;
    this.coldStartRequests += coldStartRequests;
    this.refusedRequests += refusedRequests;
  }

  /** Time in which capacity is short. */
  short(now: number, seconds: number, isAtMax: boolean): void {
    this.lags.short(now, seconds, isAtMax);
    this.shortSeconds += seconds;
    this.shortSecondsAtMax += isAtMax ? seconds : 0;
  }

  /** The capacity suffices. */
  enough(now: number): void {
    this.lags.enough(now);
  }

  state(): TallyState {
    return {
      ...this.sums(),
      replicaSeconds: this.replicaSeconds,
      reversals: this.reversals.state(),
      lags: this.lags.state(),
    };
  }

  summary(usdPerReplicaHour: number | undefined): ReplaySummary {
    const { lagsSeconds } = this.lags;
    const { changes, reversals, worstReversalsPerHour } = this.reversals;
    const replicaHours = this.replicaSeconds / HOUR;
    const median = nearestRank(lagsSeconds, 0.5);
    return {
      ...this.sums(),
      changes,
      reversals,
      worstReversalsPerHour,
      replicaHours,
      costUsd: usdPerReplicaHour === undefined ? undefined : replicaHours * usdPerReplicaHour,
      lagSeconds: median === undefined ? undefined : { median, worst: nearestRank(lagsSeconds, 1) ?? median },
    };
  }

  /** The sums that the state and the summary share. */
  private sums() {
    const { seconds, unknownSeconds, requests, shortSeconds, shortSecondsAtMax, shortRequests } = this;
    const { coldStartRequests, refusedRequests, waitedRequestSeconds, longestQueueRequests } = this;
    return {
      seconds,
      unknownSeconds,
      requests,
      shortSeconds,
      shortSecondsAtMax,
      shortRequests,
      coldStartRequests,
      refusedRequests,
      waitedRequestSeconds,
      longestQueueRequests,
    };
  }
}
