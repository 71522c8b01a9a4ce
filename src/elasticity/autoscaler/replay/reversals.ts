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

/** Counts changes of the replicas, and those that go back on the change before within an hour. */
export class Reversals {
  changes: number;
  reversals: number;
  worstReversalsPerHour: number;
  private lastChange: ReversalsState['lastChange'];
  private readonly reversedChanges: number[];

  constructor(state: ReversalsState) {
    this.changes = state.changes;
    this.reversals = state.reversals;
    this.worstReversalsPerHour = state.worstReversalsPerHour;
    this.lastChange = state.lastChange;
    this.reversedChanges = [...state.reversedChanges];
  }

  change(atSeconds: number, isUp: boolean): void {
    const { lastChange, reversedChanges } = this;
    this.changes++;
    if (lastChange !== undefined && lastChange.isUp !== isUp && atSeconds - lastChange.atSeconds < HOUR) {
      this.reversals++;
      reversedChanges.push(lastChange.atSeconds);
      while (reversedChanges[0] <= atSeconds - HOUR) {
        reversedChanges.shift();
      }
      this.worstReversalsPerHour = Math.max(this.worstReversalsPerHour, reversedChanges.length);
    }
    this.lastChange = { atSeconds, isUp };
  }

  state(): ReversalsState {
    const { changes, reversals, worstReversalsPerHour, lastChange, reversedChanges } = this;
    return { changes, reversals, worstReversalsPerHour, lastChange, reversedChanges: [...reversedChanges] };
  }
}
