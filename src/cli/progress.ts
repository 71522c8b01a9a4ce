const SILENT_MS = 1000;
const BETWEEN_MS = 1000;

/** Says on stderr how far long work is: nothing within its first second, then about once a second. */
export class Progress {
  private nextAtMs = performance.now() + SILENT_MS;

  /** @param what the work as the line begins with, for example `reading the load` */
  say(what: string, share: number): void {
    const nowMs = performance.now();
    if (nowMs >= this.nextAtMs) {
      this.nextAtMs = nowMs + BETWEEN_MS;
      process.stderr.write(`elastiscope: ${what}, ${Math.floor(100 * share)} %\n`);
    }
  }
}
