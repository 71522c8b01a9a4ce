const REMEMBERED_SECONDS = 256;

/** What Prometheus last scraped is this old when it is asked. */
const SCRAPE_LAG_SECONDS = 5;

/** Counts by the second, to tell a rate over the last minute as a query would. */
export class Meter {
  private readonly counts = new Float64Array(REMEMBERED_SECONDS);
  private readonly seconds = new Float64Array(REMEMBERED_SECONDS);

  add(atSeconds: number): void {
    const second = Math.floor(atSeconds);
    const slot = second % REMEMBERED_SECONDS;
    if (this.seconds[slot] !== second) {
      this.seconds[slot] = second;
      this.counts[slot] = 0;
    }
    this.counts[slot]++;
  }

  /** Mean per second over the last minute. */
  rate1m(nowSeconds: number): number {
    const end = Math.floor(nowSeconds) - SCRAPE_LAG_SECONDS;
    let sum = 0;
    for (let second = end - 60; second < end; second++) {
      const slot = second % REMEMBERED_SECONDS;
      sum += this.seconds[slot] === second ? this.counts[slot] : 0;
    }
    return sum / 60;
  }
}
