const HOUR = 3600;

/** Changes so far, as a plain value. */
export interface ReversalsState {
  readonly changes: number;
  readonly reversals: number;
  readonly worstReversalsPerHour: number;
  readonly lastChange?: { readonly atSeconds: number; readonly isUp: boolean };
  /** For each reversal of the last hour, when the change before it was. */
  readonly reversedChanges: readonly number[];
}

export const NO_CHANGES: ReversalsState = { changes: 0, reversals: 0, worstReversalsPerHour: 0, reversedChanges: [] };

/**
 * Counts changes of the desired replicas, and those that go back on the change before within an hour. A steady climb has none of
 * these, however many steps it takes. A reversal counts for an hour after the change that it goes back on. This is how
 * `workload:replicas_desired:reversals1h` counts, and everything that counts reversals counts them here.
 */
export class Reversals {
  changes: number;
  reversals: number;
  worstReversalsPerHour: number;
  private lastChange: ReversalsState['lastChange'];
  private readonly reversedChanges: number[];

  constructor(state: ReversalsState = NO_CHANGES) {
    this.changes = state.changes;
    this.reversals = state.reversals;
    this.worstReversalsPerHour = state.worstReversalsPerHour;
    this.lastChange = state.lastChange;
    this.reversedChanges = [...state.reversedChanges];
  }

  /** @returns when the change was that this one goes back on; `undefined` when it is no reversal */
  change(atSeconds: number, isUp: boolean): number | undefined {
    const { lastChange, reversedChanges } = this;
    this.changes++;
    this.lastChange = { atSeconds, isUp };
    if (lastChange === undefined || lastChange.isUp === isUp || atSeconds - lastChange.atSeconds >= HOUR) {
      return undefined;
    }
    this.reversals++;
    reversedChanges.push(lastChange.atSeconds);
    while (reversedChanges[0] <= atSeconds - HOUR) {
      reversedChanges.shift();
    }
    this.worstReversalsPerHour = Math.max(this.worstReversalsPerHour, reversedChanges.length);
    return lastChange.atSeconds;
  }

  /** Reversals within the hour that ends with the last one. */
  get inHour(): number {
    return this.reversedChanges.length;
  }

  state(): ReversalsState {
    const { changes, reversals, worstReversalsPerHour, lastChange, reversedChanges } = this;
    return { changes, reversals, worstReversalsPerHour, lastChange, reversedChanges: [...reversedChanges] };
  }
}
