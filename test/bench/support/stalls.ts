/** Shorter pauses are the loop's own. */
const SHORTEST_MS = 0.1;

export interface Stalls {
  readonly perSecond: number;
  /** Of the time, 0 to 1. */
  readonly share: number;
  readonly longestMs: number;
}

/**
 * How often and how long this machine stops a process that never waits. On a virtual machine with neighbours it is these
 * pauses that a 99th percentile of milliseconds is made of.
 */
export function stalls(seconds: number): Stalls {
  const begunAt = performance.now();
  const until = begunAt + seconds * 1000;
  let count = 0;
  let stalledMs = 0;
  let longestMs = 0;
  for (let last = begunAt; last < until; ) {
    const now = performance.now();
    const pauseMs = now - last;
    if (pauseMs > SHORTEST_MS) {
      count++;
      stalledMs += pauseMs;
      longestMs = Math.max(longestMs, pauseMs);
    }
    last = now;
  }
  return { perSecond: count / seconds, share: stalledMs / (seconds * 1000), longestMs };
}
