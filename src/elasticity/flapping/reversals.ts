import type { Reversal, WantedReplicas } from './types';

/** After this time without a sample Prometheus takes a series for gone, and a change across the gap is not seen. */
const STALE_MS = 5 * 60_000;

interface Change {
  readonly timeMs: number;
  readonly direction: 'up' | 'down';
  readonly fromReplicas: number;
  readonly toReplicas: number;
}

/**
 * Reversals of direction within a sliding window, counted in two steps as the rules count them: first the direction of each
 * change of the wanted replicas, then the changes of that direction. A steady climb has none, however many steps it takes.
 * On samples a minute apart the result equals `workload:replicas_desired:reversals1h`; sparser samples miss reversals.
 */
export function findReversals(wanted: WantedReplicas, windowSeconds: number): Reversal[] {
  const windowMs = windowSeconds * 1000;
  const reversals: Reversal[] = [];
  let firstInWindow = 0;
  let last: Change | undefined;
  for (const change of changesOf(wanted)) {
    if (last !== undefined && last.direction !== change.direction && change.timeMs - last.timeMs < windowMs) {
      while (firstInWindow < reversals.length && !isWithin(reversals[firstInWindow], change.timeMs, windowMs)) {
        firstInWindow++;
      }
      reversals.push({
        ...change,
        previousMs: last.timeMs,
        inWindow: reversals.length - firstInWindow + 1,
      });
    }
    last = change;
  }
  return reversals;
}

/** Whether a reversal counts in the window that ends at a time: both changes that make it up have to lie inside. */
export function isWithin(reversal: Pick<Reversal, 'timeMs' | 'previousMs'>, endMs: number, windowMs: number): boolean {
  return reversal.previousMs > endMs - windowMs && reversal.timeMs <= endMs;
}

function changesOf({ times, values }: WantedReplicas): Change[] {
  const changes: Change[] = [];
  const longestGapMs = Math.max(STALE_MS, 1.5 * usualStep(times));
  let before: { readonly timeMs: number; readonly replicas: number } | undefined;
  times.forEach((timeMs, i) => {
    const replicas = values[i];
    if (replicas === null || replicas === undefined) {
      return;
    }
    if (before !== undefined && replicas !== before.replicas && timeMs - before.timeMs <= longestGapMs) {
      changes.push({
        timeMs,
        direction: replicas > before.replicas ? 'up' : 'down',
        fromReplicas: before.replicas,
        toReplicas: replicas,
      });
    }
    before = { timeMs, replicas };
  });
  return changes;
}

function usualStep(times: readonly number[]): number {
  const steps = times.slice(1).map((time, i) => time - times[i]);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}
