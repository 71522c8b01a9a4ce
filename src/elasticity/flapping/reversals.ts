import { Reversals } from '../judgement';
import { isGap, isKnown, partitionPoint, usualStep } from '../samples';
import type { DesiredReplicas, Reversal } from './types';

const HOUR_MS = 3_600_000;

/**
 * The reversals in samples of the desired replicas. On samples a minute apart they are those that the rules count; sparser ones
 * miss some.
 * @param isIgnored whether a change at a time is not the autoscaler's, because a release is rolled out
 */
export function findReversals(
  { times, values }: DesiredReplicas,
  isIgnored: (timeMs: number) => boolean = () => false
): Reversal[] {
  const stepMs = usualStep(times) ?? 0;
  const counter = new Reversals();
  const reversals: Reversal[] = [];
  let before: { readonly timeMs: number; readonly replicas: number } | undefined;
  times.forEach((timeMs, i) => {
    const replicas = values[i];
    if (!isKnown(replicas)) {
      return;
    }
    const from = before?.replicas;
    const isSeen = before !== undefined && !isGap(before.timeMs, timeMs, stepMs) && !isIgnored(timeMs);
    if (isSeen && from !== undefined && from !== replicas) {
      const isUp = replicas > from;
      const reversedSeconds = counter.change(timeMs / 1000, isUp);
      if (reversedSeconds !== undefined) {
        reversals.push({
          timeMs,
          direction: isUp ? 'up' : 'down',
          fromReplicas: from,
          toReplicas: replicas,
          previousMs: reversedSeconds * 1000,
          inWindow: counter.inHour,
        });
      }
    }
    before = { timeMs, replicas };
  });
  return reversals;
}

/** The reversals, in order of time, that count in the hour that ends at a time: both changes that make one up lie inside. */
export function reversalsWithin(reversals: readonly Reversal[], endMs: number): readonly Reversal[] {
  const from = partitionPoint(reversals.length, (i) => reversals[i].previousMs <= endMs - HOUR_MS);
  const to = partitionPoint(reversals.length, (i) => reversals[i].timeMs <= endMs);
  return reversals.slice(from, to);
}
