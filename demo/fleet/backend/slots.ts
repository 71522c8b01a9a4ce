/** Lets only so many run at a time; the rest wait in line, first come first served. */
export class Slots {
  private readonly line: Array<() => void> = [];
  private taken = 0;

  constructor(private readonly count: number) {}

  get waiting(): number {
    return this.line.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.taken >= this.count) {
      await new Promise<void>((resolve) => this.line.push(resolve));
    } else {
      this.taken++;
    }
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) {
        next();
      } else {
        this.taken--;
      }
    }
  }
}
