import { isShort } from '../../judgement';
import { ColdStarts } from './coldStarts';
import type { Tally } from './tally';
import type { Timeline } from './timeline';

/** What a replica can do and costs. */
export interface PlantSettings {
  /** What one ready replica can carry. */
  readonly requestsPerSecondPerReplica: number;
  /** Cold starts as recorded, seconds each; a replayed start takes one after the other of them, spread evenly. */
  readonly coldStartSeconds: readonly number[];
  /** What happens to requests above the capacity: they wait, or are refused. */
  readonly overload: 'queue' | 'refuse';
  /** Requests that may wait at once; the rest is refused. No limit when left out. */
  readonly queueLimitRequests?: number;
  /** How long a stopped replica still finishes its requests: it costs, but takes no new ones. */
  readonly drainSeconds: number;
  readonly usdPerReplicaHour?: number;
  /** Utilization in percent of its request that a replica shows at its capacity, for metrics of utilization. */
  readonly utilizationAtCapacityPercent?: number;
}

/** The replicas and the queue at one moment, as a plain value. */
export interface PlantState {
  readonly ready: number;
  /** When the starting replicas will be ready, ascending. */
  readonly readyAtSeconds: readonly number[];
  /** When the draining replicas will be gone, ascending. */
  readonly goneAtSeconds: readonly number[];
  readonly waitingRequests: number;
  /** Replicas started so far. */
  readonly starts: number;
}

export function initialPlantState(replicas: number): PlantState {
  return { ready: replicas, readyAtSeconds: [], goneAtSeconds: [], waitingRequests: 0, starts: 0 };
}

/**
 * The replicas behind an autoscaler, as a fluid: requests flow in at the rate of the load and out at the capacity of the ready
 * replicas. A replica that is asked for serves after its cold start; of those that are not wanted any more the starting ones
 * go first and at once, the latest first, then ready ones, which drain.
 */
export class Plant {
  ready: number;
  waitingRequests: number;
  private readyAt: number[];
  private goneAt: number[];
  /** When the next replica gets ready or is gone. */
  private nextEventSeconds = Infinity;
  private readonly coldStarts: ColdStarts;
  private readonly queueLimit: number;

  constructor(
    private readonly settings: PlantSettings,
    state: PlantState
  ) {
    checkSettings(settings);
    this.ready = state.ready;
    this.readyAt = [...state.readyAtSeconds];
    this.goneAt = [...state.goneAtSeconds];
    this.waitingRequests = state.waitingRequests;
    this.coldStarts = new ColdStarts(settings.coldStartSeconds, state.starts);
    this.queueLimit = settings.overload === 'refuse' ? 0 : (settings.queueLimitRequests ?? Infinity);
    this.nextEventSeconds = this.earliestEvent();
  }

  get starting(): number {
    return this.readyAt.length;
  }

  scaleTo(replicas: number, nowSeconds: number): void {
    const existing = this.ready + this.readyAt.length;
    for (let i = existing; i < replicas; i++) {
      insertAscending(this.readyAt, nowSeconds + this.coldStarts.next());
    }
    for (let i = existing; i > replicas; i--) {
      if (this.readyAt.length > 0) {
        this.readyAt.pop();
      } else {
        this.ready--;
        insertAscending(this.goneAt, nowSeconds + this.settings.drainSeconds);
      }
    }
    this.settle(nowSeconds);
  }

  /** Makes ready who is due, and lets go who has drained. */
  settle(nowSeconds: number): void {
    while (this.readyAt.length > 0 && this.readyAt[0] <= nowSeconds) {
      this.readyAt.shift();
      this.ready++;
    }
    while (this.goneAt.length > 0 && this.goneAt[0] <= nowSeconds) {
      this.goneAt.shift();
    }
    this.nextEventSeconds = this.earliestEvent();
  }

  /** Lets time pass, piece by piece between what changes: the load, a replica that gets ready, one that is gone. */
  advance(fromSeconds: number, toSeconds: number, load: Timeline, isAtMax: boolean, tally: Tally): void {
    let now = fromSeconds;
    while (now < toSeconds) {
      const rate = load.at(now);
      const until = Math.min(toSeconds, load.holdsUntilSeconds, this.nextEventSeconds);
      this.flow(rate, now, until - now, isAtMax, tally);
      now = until;
      if (now >= this.nextEventSeconds) {
        this.settle(now);
      }
    }
  }

  state(): PlantState {
    return {
      ready: this.ready,
      readyAtSeconds: [...this.readyAt],
      goneAtSeconds: [...this.goneAt],
      waitingRequests: this.waitingRequests,
      starts: this.coldStarts.count,
    };
  }

  private earliestEvent(): number {
    return Math.min(this.readyAt[0] ?? Infinity, this.goneAt[0] ?? Infinity);
  }

  /** One piece of time in which nothing changes but the queue. */
  private flow(rate: number, now: number, seconds: number, isAtMax: boolean, tally: Tally): void {
    const capacity = this.ready * this.settings.requestsPerSecondPerReplica;
    const isKnown = rate === rate;
    const excess = (isKnown ? rate : 0) - capacity;
    const before = this.waitingRequests;
    const wish = before + excess * seconds;
    const after = wish < 0 ? 0 : wish > this.queueLimit ? this.queueLimit : wish;
    this.waitingRequests = after;
    tally.pass(seconds, this.ready + this.readyAt.length + this.goneAt.length);
    if (before + after > 0) {
      // The queue may be empty or full before the end of the piece: its course until then, and what it stays at.
      const moving = excess === 0 ? 0 : Math.min(seconds, (after - before) / excess);
      tally.wait(((before + after) / 2) * moving + after * (seconds - moving), after);
    }
    if (!isKnown) {
      tally.unknown(seconds);
      return;
    }
    tally.arrive(rate * seconds);
    if (excess > 0) {
      const above = excess * seconds;
      const isColdStart = this.ready === 0 || this.readyAt.length > 0;
      tally.exceed(above, isColdStart ? above : 0, Math.max(0, wish - this.queueLimit));
    }
    if (isShort(rate, capacity)) {
      tally.short(now, seconds, isAtMax);
    } else {
      tally.enough(now);
    }
  }
}

function insertAscending(times: number[], time: number): void {
  let index = times.length;
  while (index > 0 && times[index - 1] > time) {
    index--;
  }
  times.splice(index, 0, time);
}

function checkSettings({ requestsPerSecondPerReplica, drainSeconds, queueLimitRequests = 0 }: PlantSettings): void {
  if (!(requestsPerSecondPerReplica > 0 && requestsPerSecondPerReplica < Infinity)) {
    throw new RangeError(`Capacity of a replica: ${requestsPerSecondPerReplica} requests/s; it has to be above 0.`);
  }
  if (!(drainSeconds >= 0 && drainSeconds < Infinity)) {
    throw new RangeError(`Drain: ${drainSeconds} s; it has to be 0 or more.`);
  }
  if (!(queueLimitRequests >= 0)) {
    throw new RangeError(`Limit of the queue: ${queueLimitRequests} requests; it has to be 0 or more.`);
  }
}
