const LINE_FEED = 0x0a;
const HASH = 0x23;
const END_OF_OPEN_METRICS = '# EOF';

export interface SampleLimits {
  readonly samples: number;
  readonly bytes: number;
}

/** What an exposition is under its limits. */
export interface Limited {
  readonly parts: readonly Buffer[];
  readonly droppedSamples: number;
}

/**
 * Takes an exposition (Prometheus text 0.0.4 or OpenMetrics 1.0) part by part and keeps its beginning, byte for byte, up to
 * the last whole line before the first sample that has no room. A line without its end is torn and never kept.
 */
export class SampleLimit {
  private readonly parts: Buffer[] = [];
  /** First byte of the line that is being read; it tells samples from comments. */
  private first: number | undefined;
  private readBytes = 0;
  private keptBytes = 0;
  private samples = 0;
  private dropped = 0;
  private reached = false;

  constructor(private readonly limits: SampleLimits) {}

  /** Takes the next part; false when there is no room for more bytes. */
  push(part: Buffer): boolean {
    const taken = part.subarray(0, this.limits.bytes - this.readBytes);
    if (!this.reached) {
      this.parts.push(taken);
    }
    this.readLines(taken);
    this.readBytes += taken.length;
    if (taken.length < part.length) {
      this.reached = true;
      return false;
    }
    return true;
  }

  /** The result, once all was pushed. OpenMetrics ends with its mark also where a limit cut it. */
  end(openMetrics: boolean): Limited {
    const kept = Buffer.concat(this.parts);
    const rest = kept.toString('latin1', this.keptBytes);
    if (this.reached) {
      return {
        parts: [kept.subarray(0, this.keptBytes), Buffer.from(openMetrics ? `${END_OF_OPEN_METRICS}\n` : '')],
        droppedSamples: this.dropped + (this.isSample() ? 1 : 0),
      };
    }
    return rest === END_OF_OPEN_METRICS
      ? { parts: [kept], droppedSamples: 0 }
      : { parts: [kept.subarray(0, this.keptBytes)], droppedSamples: this.isSample() ? 1 : 0 };
  }

  private readLines(taken: Buffer): void {
    for (let begin = 0, end = 0; begin < taken.length; begin = end + 1) {
      this.first ??= taken[begin];
      end = taken.indexOf(LINE_FEED, begin);
      if (end < 0) {
        return;
      }
      this.endLine(this.readBytes + end + 1);
    }
  }

  private endLine(offset: number): void {
    if (this.isSample()) {
      if (this.samples < this.limits.samples) {
        this.samples++;
      } else {
        this.dropped++;
        this.reached = true;
      }
    }
    this.first = undefined;
    if (!this.reached) {
      this.keptBytes = offset;
    }
  }

  /** Whether the line that is being read is a sample: no comment, not blank, and begun. */
  private isSample(): boolean {
    return this.first !== undefined && this.first !== HASH && this.first !== LINE_FEED;
  }
}
