import { isLag } from '../judgement';
import { nearestRank } from '../quantile';
import { isKnown, isWithinRuns, sampleDurations, shareOfTime } from '../samples';
import { balanceOf, describeShortages, isAtMax, type Balance } from './shortages';
import {
  SCALING_VERDICTS,
  type RecordedScalingVerdict,
  type ScalingCircumstances,
  type ScalingSamples,
  type ScalingSummary,
  type ScalingVerdicts,
  type Shortage,
} from './types';

/** What is worth telling after it is over; a shortage that was caught up with, or an autoscaler that sees again, is not. */
const TOLD_AFTERWARDS: readonly RecordedScalingVerdict[] = ['atMaxShort', 'desiredNotReached', 'scalingLagging'];

/** Whether the replicas of one workload follow its load, as the rules recorded it, with what its samples say about that. */
export function summariseScaling(
  samples: ScalingSamples,
  verdicts: ScalingVerdicts,
  circumstances: ScalingCircumstances
): ScalingSummary {
  const { times, current } = samples;
  const durations = sampleDurations(times);
  const balance = balanceOf(samples);
  const shortages = describeShortages(verdicts.capacityShort, samples, balance, durations);
  return {
    ...judge(verdicts, balance, circumstances),
    basis: balance?.basis,
    shortages,
    endedAtMs: circumstances.endedAtMs,
    lagSeconds: lagOf(shortages),
    shares: {
      short: shareOfTime(durations, (i) =>
        balance?.missing[i] === undefined ? undefined : isWithinRuns(verdicts.capacityShort, times[i])
      ),
      atMax: shareOfTime(durations, (i) => isAtMax(samples, i)),
      idle: shareOfTime(durations, (i) => isIdle(samples, i, circumstances.idleBelow)),
      atZero: shareOfTime(durations, (i) => (isKnown(current[i]) ? current[i] === 0 : undefined)),
    },
    usedRatio: usedRatio(samples, durations),
  };
}

/** What holds at the end comes before what is over, and the worse before the less bad. */
function judge(
  verdicts: ScalingVerdicts,
  balance: Balance | undefined,
  { endedAtMs, isRecorded }: ScalingCircumstances
): Pick<ScalingSummary, 'verdict' | 'lasting'> {
  if (endedAtMs !== undefined) {
    return { verdict: 'ended', lasting: undefined };
  }
  for (const verdict of SCALING_VERDICTS) {
    const last = verdicts[verdict].at(-1);
    if (last?.lasting === true) {
      return { verdict, lasting: last };
    }
  }
  const over = TOLD_AFTERWARDS.find((verdict) => verdicts[verdict].length > 0);
  const otherwise = balance === undefined || isRecorded === false ? 'unknown' : 'following';
  return { verdict: over ?? otherwise, lasting: undefined };
}

/** Lag: how long capacity was short until replicas had caught up. At the maximum nothing can catch up. */
function lagOf(shortages: readonly Shortage[]): ScalingSummary['lagSeconds'] {
  const lags = shortages
    .filter(({ caughtUp }) => caughtUp)
    .map(({ fromMs, toMs, atMax }) => ({ seconds: (toMs - fromMs) / 1000, atMax }))
    .filter(({ seconds, atMax }) => isLag(seconds, atMax ? seconds : 0))
    .map(({ seconds }) => seconds);
  const median = nearestRank(lags, 0.5);
  return median === undefined ? undefined : { median, worst: Math.max(...lags) };
}

/** Idle: replicas beyond the minimum, of whose capacity little is used. The minimum itself is somebody's decision. */
function isIdle({ current, min, load, capacity }: ScalingSamples, i: number, idleBelow: number): boolean | undefined {
  const [now, carried, carriable] = [current[i], load[i], capacity[i]];
  if (!isKnown(now) || !isKnown(carried) || !isKnown(carriable)) {
    return undefined;
  }
  return now > (min[i] ?? 0) && carriable > 0 && carried < idleBelow * carriable;
}

function usedRatio({ load, capacity }: ScalingSamples, durations: readonly number[]): number | undefined {
  let used = 0;
  let available = 0;
  durations.forEach((duration, i) => {
    const [carried, carriable] = [load[i], capacity[i]];
    if (isKnown(carried) && isKnown(carriable)) {
      used += carried * duration;
      available += carriable * duration;
    }
  });
  return available > 0 ? used / available : undefined;
}
