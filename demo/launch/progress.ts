/** Says what happens, with the seconds since the command was given. */
export class Progress {
  private readonly started = performance.now();

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  readonly say = (line: string): void => {
    console.log(`${this.seconds.toFixed(1).padStart(6)} s  ${line}`);
  };

  /** Does one thing and says how long it took. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const before = this.seconds;
    const result = await work();
    this.say(`${title} (${(this.seconds - before).toFixed(1)} s)`);
    return result;
  }
}
