import type { Observed } from '../../model/sidecar/histogram';

/** What a histogram has observed so far. */
export class Observations implements Observed {
  sum = 0;
  private readonly counts: number[];

  constructor(private readonly bounds: readonly number[]) {
    this.counts = [...bounds, Infinity].map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    for (let index = 0; index < this.counts.length; index++) {
      this.counts[index] += Number(value <= (this.bounds[index] ?? Infinity));
    }
  }

  within(bound: number): number {
    const index = this.bounds.indexOf(bound);
    return this.counts[index < 0 ? this.bounds.length : index] ?? 0;
  }
}
