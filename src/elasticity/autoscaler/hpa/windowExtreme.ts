import type { Recommendation } from './types';

/** Slots at the beginning, a power of two as ever after. */
const SLOTS = 16;

/**
 * The lowest or highest recommendation of a sliding window, at a cost that does not depend on the window's length: an entry
 * that a newer one outdoes can never again be the extreme and is dropped, so what is left is in order and the extreme is its
 * first (a monotonic queue, in a ring that grows). An entry as old as the window is gone, or counts a last time when the window
 * is `closed`.
 */
export class WindowExtreme {
  private times = new Float64Array(SLOTS);
  private replicas = new Int32Array(SLOTS);
  /** Slot of the oldest entry. */
  private first = 0;
  private count = 0;
  private readonly isHighest: boolean;

  constructor(
    kind: 'lowest' | 'highest',
    private readonly windowSeconds: number,
    private readonly closed: boolean,
    entries: readonly Recommendation[]
  ) {
    this.isHighest = kind === 'highest';
    entries.forEach(({ atSeconds, replicas }) => this.append(replicas, atSeconds));
  }

  /** The extreme of what was recommended within the window and of one more, which is remembered. */
  push(recommended: number, nowSeconds: number): number {
    const from = nowSeconds - this.windowSeconds;
    const mask = this.times.length - 1;
    while (this.count > 0 && this.isBefore(this.times[this.first], from)) {
      this.first = (this.first + 1) & mask;
      this.count--;
    }
    this.append(recommended, nowSeconds);
    return this.replicas[this.first];
  }

  entries(): Recommendation[] {
    return Array.from({ length: this.count }, (_, i) => {
      const slot = (this.first + i) & (this.times.length - 1);
      return { atSeconds: this.times[slot], replicas: this.replicas[slot] };
    });
  }

  private isBefore(time: number, from: number): boolean {
    return this.closed ? time < from : time <= from;
  }

  private append(recommended: number, atSeconds: number): void {
    let mask = this.times.length - 1;
    while (this.count > 0 && this.isOutdone(this.replicas[(this.first + this.count - 1) & mask], recommended)) {
      this.count--;
    }
    if (this.count > mask) {
      this.grow();
      mask = this.times.length - 1;
    }
    const slot = (this.first + this.count) & mask;
    this.times[slot] = atSeconds;
    this.replicas[slot] = recommended;
    this.count++;
  }

  private isOutdone(older: number, newer: number): boolean {
    return this.isHighest ? newer >= older : newer <= older;
  }

  private grow(): void {
    const entries = this.entries();
    this.times = new Float64Array(2 * this.times.length);
    this.replicas = new Int32Array(this.times.length);
    this.first = 0;
    entries.forEach(({ atSeconds, replicas }, slot) => {
      this.times[slot] = atSeconds;
      this.replicas[slot] = replicas;
    });
  }
}
