import type { ReplayedChange, ReplayedSeries } from './types';

/** Keeps a replay step by step. Grows by doubling, so that memory is linear in the steps. */
export class Recording {
  readonly changes: ReplayedChange[] = [];
  private length = 0;
  private times: Float64Array;
  private desired: Int32Array;
  private ready: Int32Array;
  private waiting: Float64Array;

  constructor(expectedSteps: number) {
    const length = Math.max(16, Math.ceil(expectedSteps));
    this.times = new Float64Array(length);
    this.desired = new Int32Array(length);
    this.ready = new Int32Array(length);
    this.waiting = new Float64Array(length);
  }

  step(timeSeconds: number, desired: number, ready: number, waiting: number): void {
    const i = this.length++;
    if (i === this.times.length) {
      this.resize(2 * i);
    }
    this.times[i] = timeSeconds;
    this.desired[i] = desired;
    this.ready[i] = ready;
    this.waiting[i] = waiting;
  }

  series(): ReplayedSeries {
    if (this.length !== this.times.length) {
      this.resize(this.length);
    }
    return { timesSeconds: this.times, desired: this.desired, ready: this.ready, waiting: this.waiting };
  }

  private resize(length: number): void {
    const resized = <T extends Float64Array | Int32Array>(into: T, from: T): T => {
      into.set(from.subarray(0, Math.min(length, from.length)));
      return into;
    };
    this.times = resized(new Float64Array(length), this.times);
    this.desired = resized(new Int32Array(length), this.desired);
    this.ready = resized(new Int32Array(length), this.ready);
    this.waiting = resized(new Float64Array(length), this.waiting);
  }
}
