/**
 * Shares the time in which something is busy among those who keep it busy: at every moment each of the `n` in flight is
 * charged 1/n of it. With S(t) = ∫ dt/n(t), what one is charged is S(end) − S(begin), and the charges of all add up to
 * the busy time. Takes moments of one clock in any unit and answers in that unit.
 */
export class SharedTime {
  private inFlight = 0;
  private integral = 0;
  private upTo = 0;

  /** Enters one more; the function it returns takes it out again and says its share. It is charged only once. */
  begin(now: number): (now: number) => number {
    if (this.inFlight === 0) {
      this.integral = 0;
    }
    this.advance(now);
    const begun = this.integral;
    this.inFlight++;
    let ended = false;
    return (end) => {
      if (ended) {
        return 0;
      }
      ended = true;
      this.advance(end);
      this.inFlight--;
      return this.integral - begun;
    };
  }

  private advance(now: number): void {
    if (this.inFlight > 0) {
      this.integral += (now - this.upTo) / this.inFlight;
    }
    this.upTo = now;
  }
}
