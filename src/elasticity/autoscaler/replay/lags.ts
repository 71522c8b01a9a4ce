import { isLag } from '../../judgement';

/** Shortages so far, as a plain value. */
export interface LagsState {
  readonly lagsSeconds: readonly number[];
  /** The shortage that lasts: since when, and for how long the maximum held replicas back. */
  readonly shortSince?: number;
  readonly shortAtMaxSeconds: number;
}

export const NO_LAGS: LagsState = { lagsSeconds: [], shortAtMaxSeconds: 0 };

/** How long each shortage of capacity lasts until the replicas have caught up. */
export class Lags {
  readonly lagsSeconds: number[];
  /** NaN while there is no shortage: a field that is always a number is one that the engine need not allocate. */
  private shortSince: number;
  private shortAtMaxSeconds: number;

  constructor({ lagsSeconds, shortSince = NaN, shortAtMaxSeconds }: LagsState) {
    this.lagsSeconds = [...lagsSeconds];
    this.shortSince = shortSince;
    this.shortAtMaxSeconds = shortAtMaxSeconds;
  }

  short(now: number, seconds: number, isAtMax: boolean): void {
    if (!this.isShort) {
      this.shortSince = now;
      this.shortAtMaxSeconds = 0;
    }
    this.shortAtMaxSeconds += isAtMax ? seconds : 0;
  }

  /** The capacity suffices: a shortage is over, and its length a lag unless the maximum made it. */
  enough(now: number): void {
    if (!this.isShort) {
      return;
    }
    const lag = now - this.shortSince;
    if (isLag(lag, this.shortAtMaxSeconds)) {
      this.lagsSeconds.push(lag);
    }
    this.shortSince = NaN;
  }

  /** Nothing is known of the load; a shortage is taken to end there without having been caught up. */
  forget(): void {
    this.shortSince = NaN;
  }

  state(): LagsState {
    const { lagsSeconds, shortSince, shortAtMaxSeconds } = this;
    const since = this.isShort ? { shortSince } : {};
    return { lagsSeconds: [...lagsSeconds], ...since, shortAtMaxSeconds };
  }

  private get isShort(): boolean {
    return this.shortSince === this.shortSince;
  }
}
