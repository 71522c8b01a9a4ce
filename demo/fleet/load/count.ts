/** What one load generator sent and got, exactly. */
export interface LoadCounts {
  /** Questions begun. */
  readonly asked: number;
  /** Questions answered in full. */
  readonly answered: number;
  /** Questions that ended otherwise. */
  readonly failed: number;
  /** Questions not asked because too many were open. */
  readonly skipped: number;
  readonly open: number;
  /** HTTP answers by status; 0 counts requests that got none. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The last failure, for whoever looks for its cause. */
  readonly lastFailure?: string;
}

export class LoadCounter {
  private readonly statuses: Record<number, number> = {};
  private asked = 0;
  private answered = 0;
  private failed = 0;
  private skipped = 0;
  private lastFailure: string | undefined;

  get open(): number {
    return this.asked - this.answered - this.failed;
  }

  ask(): number {
    return this.asked++;
  }

  answer(): void {
    this.answered++;
  }

  fail(why: string): void {
    this.failed++;
    this.lastFailure = why;
  }

  skip(): void {
    this.skipped++;
  }

  status(code: number): void {
    this.statuses[code] = (this.statuses[code] ?? 0) + 1;
  }

  read(): LoadCounts {
    const { asked, answered, failed, skipped, open, lastFailure } = this;
    return { asked, answered, failed, skipped, open, statuses: { ...this.statuses }, lastFailure };
  }
}
