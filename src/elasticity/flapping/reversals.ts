import { partitionPoint } from '../samples';
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
  let last: Change | undefined;
  for (const change of changesOf(wanted)) {
    if (last !== undefined && last.direction !== change.direction && change.timeMs - last.timeMs < windowMs) {
      const before = reversalsWithin(reversals, change.timeMs, windowMs).length;
      reversals.push({ ...change, previousMs: last.timeMs, inWindow: before + 1 });
    }
    last = change;
  }
  return reversals;
}

/**
 * The reversals, in order of time, that count in the window that ends at a time: both changes that make one up have to lie
 * inside.
 */
export function reversalsWithin(reversals: readonly Reversal[], endMs: number, windowMs: number): readonly Reversal[] {
  const from = partitionPoint(reversals.length, (i) => reversals[i].previousMs <= endMs - windowMs);
  const to = partitionPoint(reversals.length, (i) => reversals[i].timeMs <= endMs);
  return reversals.slice(from, to);
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
