import type { ScaleEvent } from './types';

/** A sum over the events of one period, moved on by what enters and what leaves it. */
interface RunningSum {
  readonly periodSeconds: number;
  /** Index in the log of the oldest event that is in the sum. */
  first: number;
  sum: number;
}

/** An event in the log; `change` becomes 0 when the controller overwrites it. */
interface LoggedEvent {
  readonly atSeconds: number;
  change: number;
}

/**
 * The scale events of one direction. As in the controller, an event that is older than the longest period of its own
 * direction's policies may be overwritten by the next one, one by one, and from then on the other direction does not see
 * it either, however long its periods are.
 * Source: `storeScaleEvent`, `markScaleEventsOutdated`, `getReplicasChangePerPeriod` in `horizontal.go`.
 */
export class ScaleEvents {
  private readonly slots: LoggedEvent[];
  private log: LoggedEvent[];
  private readonly sums: RunningSum[];

  /**
   * @param longestPeriodSeconds longest period of this direction's policies
   * @param periodsSeconds periods that will be asked for, of both directions' policies
   */
  constructor(
    private readonly longestPeriodSeconds: number,
    periodsSeconds: readonly number[],
    events: readonly ScaleEvent[]
  ) {
    this.slots = events.map(({ atSeconds, change }) => ({ atSeconds, change }));
    this.log = [...this.slots].sort((a, b) => a.atSeconds - b.atSeconds);
    const total = this.log.reduce((sum, { change }) => sum + change, 0);
    this.sums = [...new Set(periodsSeconds)].map((periodSeconds) => ({ periodSeconds, first: 0, sum: total }));
  }

  /** Replicas changed in this direction strictly less than a period ago. */
  changedWithin(periodSeconds: number, nowSeconds: number): number {
    for (const running of this.sums) {
      if (running.periodSeconds === periodSeconds) {
        this.moveOn(running, nowSeconds);
        return running.sum;
      }
    }
    throw new RangeError(`No policy has a period of ${periodSeconds} s.`);
  }

  add(atSeconds: number, change: number): void {
    const event = { atSeconds, change };
    const outdated = this.lastOutdated(atSeconds - this.longestPeriodSeconds);
    if (outdated === undefined) {
      this.slots.push(event);
    } else {
      this.forget(this.slots[outdated]);
      this.slots[outdated] = event;
    }
    this.sums.forEach((running) => {
      this.moveOn(running, atSeconds);
      running.sum += change;
    });
    this.log.push(event);
    this.dropGone();
  }

  /** As the controller's list has them: not in order of time once one was overwritten. */
  entries(): ScaleEvent[] {
    return this.slots.map(({ atSeconds, change }) => ({ atSeconds, change }));
  }

  private lastOutdated(beforeSeconds: number): number | undefined {
    for (let i = this.slots.length - 1; i >= 0; i--) {
      if (this.slots[i].atSeconds < beforeSeconds) {
        return i;
      }
    }
    return undefined;
  }

  private moveOn(running: RunningSum, nowSeconds: number): void {
    const from = nowSeconds - running.periodSeconds;
    while (running.first < this.log.length && this.log[running.first].atSeconds <= from) {
      running.sum -= this.log[running.first].change;
      running.first++;
    }
  }

  private forget(event: LoggedEvent): void {
    const index = this.log.indexOf(event);
    this.sums.forEach((running) => {
      if (running.first <= index) {
        running.sum -= event.change;
      }
    });
    event.change = 0;
  }

  private dropGone(): void {
    const gone = Math.min(...this.sums.map(({ first }) => first));
    if (gone > 32) {
      this.log = this.log.slice(gone);
      this.sums.forEach((running) => (running.first -= gone));
    }
  }
}
