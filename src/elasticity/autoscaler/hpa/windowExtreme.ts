import type { Recommendation } from './types';

/**
 * The lowest or highest recommendation of a sliding window, at a cost that does not depend on the window's length: an entry
 * that a newer one outdoes can never again be the extreme and is dropped, so what is left is in order and the extreme is its
 * first (a monotonic queue). An entry as old as the window is gone, or counts a last time when the window is `closed`.
 */
export class WindowExtreme {
  private readonly times: number[] = [];
  private readonly replicas: number[] = [];
  private first = 0;

  constructor(
    private readonly kind: 'lowest' | 'highest',
    private readonly windowSeconds: number,
    private readonly closed: boolean,
    entries: readonly Recommendation[]
  ) {
    entries.forEach(({ atSeconds, replicas }) => this.add(atSeconds, replicas));
  }

  /** The extreme of what was recommended within the window, and of one more that is not in it yet. */
  with(recommended: number, nowSeconds: number): number {
    const from = nowSeconds - this.windowSeconds;
    const { times } = this;
    while (this.first < times.length && (this.closed ? times[this.first] < from : times[this.first] <= from)) {
      this.first++;
    }
    if (this.first === times.length) {
      return recommended;
    }
    const extreme = this.replicas[this.first];
    return this.kind === 'lowest' ? Math.min(extreme, recommended) : Math.max(extreme, recommended);
  }

  add(atSeconds: number, replicas: number): void {
    while (this.times.length > this.first && this.isOutdone(this.replicas[this.times.length - 1], replicas)) {
      this.times.pop();
      this.replicas.pop();
    }
    this.dropGone();
    this.times.push(atSeconds);
    this.replicas.push(replicas);
  }

  entries(): Recommendation[] {
    return this.times.slice(this.first).map((atSeconds, i) => ({ atSeconds, replicas: this.replicas[this.first + i] }));
  }

  private isOutdone(older: number, newer: number): boolean {
    return this.kind === 'lowest' ? newer <= older : newer >= older;
  }

  /** Frees what has left the window, when it is more than half of what is kept: constant cost on average. */
  private dropGone(): void {
    if (this.first > 32 && this.first * 2 > this.times.length) {
      this.times.splice(0, this.first);
      this.replicas.splice(0, this.first);
      this.first = 0;
    }
  }
}
