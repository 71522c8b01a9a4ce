import { isGap, LONGEST_HOLD_IN_STEPS, usualStep } from '../../samples';

/** Values over time as recorded; `null`, `undefined` and NaN where there is none. */
export interface RecordedSeries {
  /** Strictly ascending, seconds since the epoch. */
  readonly timesSeconds: ArrayLike<number>;
  readonly values: ArrayLike<number | null | undefined>;
}

/** A recorded series, checked and cut into pieces: each value holds from its time to the next. NaN where nothing is known. */
export class PreparedSeries {
  constructor(
    readonly fromSeconds: Float64Array,
    readonly values: Float64Array,
    readonly endSeconds: number
  ) {}
}

/**
 * Checks a recorded series once, so that many replays can walk through it.
 *
 * @param what how the series is called in errors
 * @throws RangeError when the series has fewer than two samples, no value at all, a negative or infinite value, or times
 *   that do not ascend
 */
export function prepare(series: RecordedSeries | PreparedSeries, what: string): PreparedSeries {
  if (series instanceof PreparedSeries) {
    return series;
  }
  const { timesSeconds, values } = series;
  const stepSeconds = checkedStep(timesSeconds, what);
  const count = timesSeconds.length;
  const pieces = count + countGaps(timesSeconds, stepSeconds);
  const fromSeconds = new Float64Array(pieces);
  const amounts = new Float64Array(pieces);
  let piece = 0;
  let known = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? NaN;
    if (value >= 0 && value < Infinity) {
      known++;
    } else if (!Number.isNaN(value)) {
      throw new RangeError(`${what}: sample ${i + 1} (at ${timesSeconds[i]} s) is ${value}; it has to be 0 or more.`);
    }
    fromSeconds[piece] = timesSeconds[i];
    amounts[piece++] = value;
    if (i + 1 < count && isGap(timesSeconds[i], timesSeconds[i + 1], stepSeconds)) {
      fromSeconds[piece] = timesSeconds[i] + LONGEST_HOLD_IN_STEPS * stepSeconds;
      amounts[piece++] = NaN;
    }
  }
  if (known === 0) {
    throw new RangeError(`${what}: none of the ${count} samples has a value.`);
  }
  return new PreparedSeries(fromSeconds, amounts, timesSeconds[count - 1] + stepSeconds);
}

function countGaps(timesSeconds: ArrayLike<number>, stepSeconds: number): number {
  let gaps = 0;
  for (let i = 1; i < timesSeconds.length; i++) {
    gaps += isGap(timesSeconds[i - 1], timesSeconds[i], stepSeconds) ? 1 : 0;
  }
  return gaps;
}

/** The usual step of samples that ascend, seconds. */
function checkedStep(timesSeconds: ArrayLike<number>, what: string): number {
  for (let i = 1; i < timesSeconds.length; i++) {
    const [time, before] = [timesSeconds[i], timesSeconds[i - 1]];
    if (!(time > before && time - before < Infinity)) {
      throw new RangeError(
        `${what}: the time of sample ${i + 1} (${time} s) is not after the one before (${before} s).`
      );
    }
  }
  const step = usualStep(timesSeconds);
  if (step === undefined) {
    throw new RangeError(
      `${what}: has ${timesSeconds.length === 0 ? 'no samples' : 'one sample'}; at least two are needed.`
    );
  }
  return step;
}

/** A walk through a prepared series, from the front. */
export class Timeline {
  /** Until when the value last asked for holds; before anything was asked it is in the past. */
  holdsUntilSeconds = -Infinity;
  private value = NaN;
  private next = 0;

  constructor(private readonly series: PreparedSeries) {}

  get startSeconds(): number {
    return this.series.fromSeconds[0];
  }

  get endSeconds(): number {
    return this.series.endSeconds;
  }

  /** The value at a time that is not before the last one asked for; NaN where it is not known. */
  at(seconds: number): number {
    if (seconds >= this.holdsUntilSeconds) {
      this.moveOn(seconds);
    }
    return this.value;
  }

  private moveOn(seconds: number): void {
    const { fromSeconds, values, endSeconds } = this.series;
    while (this.next < fromSeconds.length && fromSeconds[this.next] <= seconds) {
      this.next++;
    }
    const isKnown = this.next > 0 && seconds < endSeconds;
    this.value = isKnown ? values[this.next - 1] : NaN;
    const isLast = this.next === fromSeconds.length;
    this.holdsUntilSeconds = isLast ? (seconds < endSeconds ? endSeconds : Infinity) : fromSeconds[this.next];
  }
}
