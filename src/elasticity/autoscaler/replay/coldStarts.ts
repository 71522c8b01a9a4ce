/** Steps of the golden ratio visit a range evenly, however many there are, and always in the same order. */
const GOLDEN_RATIO_STEP = (Math.sqrt(5) - 1) / 2;

/**
 * Draws cold starts from those that were recorded, without chance: after any number of draws, each part of the distribution
 * was drawn about as often as it was recorded.
 */
export class ColdStarts {
  private readonly sorted: readonly number[];

  /**
   * @param recordedSeconds at least one
   * @param count how many were drawn already
   */
  constructor(
    recordedSeconds: readonly number[],
    public count = 0
  ) {
    if (recordedSeconds.length === 0) {
      throw new RangeError('Cold starts: at least one is needed (0 when replicas serve at once).');
    }
    const wrong = recordedSeconds.find((seconds) => !(seconds >= 0 && seconds < Infinity));
    if (wrong !== undefined) {
      throw new RangeError(`Cold starts: ${wrong} s; each has to be 0 or more.`);
    }
    this.sorted = [...recordedSeconds].sort((a, b) => a - b);
  }

  /** The next cold start, seconds; the first is the median. */
  next(): number {
    const position = (0.5 + this.count * GOLDEN_RATIO_STEP) % 1;
    this.count++;
    return this.sorted[Math.floor(position * this.sorted.length)];
  }
}
