/** One moment by both clocks of the machine, in seconds. */
export interface Instant {
  /** Since some moment in the past. Never stepped, but stands still while the machine is suspended. */
  readonly monotonic: number;
  /** Since the epoch. Goes on while the machine is suspended, but can be stepped either way. */
  readonly wall: number;
}

export function instant(): Instant {
  return { monotonic: performance.now() / 1000, wall: wallSeconds() };
}

/** Seconds since the epoch. */
export function wallSeconds(): number {
  return Date.now() / 1000;
}

/** Seconds between two moments, by the clock that says more: nothing may be trusted longer than either of them allows. */
export function elapsedSeconds(from: Instant, to: Instant): number {
  return Math.max(to.monotonic - from.monotonic, to.wall - from.wall);
}
