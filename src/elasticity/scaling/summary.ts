import { nearestRank } from '../quantile';
import { sampleDurations, shareOfTime } from '../samples';
import { balanceOf, findShortages, isAtMax } from './shortages';
import {
  DEFAULT_SCALING_SETTINGS,
  type ScalingSamples,
  type ScalingSettings,
  type ScalingSummary,
  type ScalingVerdict,
  type Shortage,
} from './types';

/** A workload is called idle when it is so for more than this share of the time. */
const MOSTLY = 0.5;

/** Whether the replicas of one workload follow its load, over the whole time of the samples and at its end. */
export function summariseScaling(
  samples: ScalingSamples,
  settings: ScalingSettings = DEFAULT_SCALING_SETTINGS
): ScalingSummary {
  const { times, current } = samples;
  const durations = sampleDurations(times);
  const balance = balanceOf(samples);
  const shortages = balance ? findShortages(samples, balance, durations, settings.graceSeconds) : [];
  const lasting = shortages.find(({ toMs, caughtUp }) => !caughtUp && toMs === times[times.length - 1]);
  const shares = {
    short: shareOfTime(durations, (i) =>
      balance?.missing[i] === undefined
        ? undefined
        : shortages.some(
            ({ fromMs, toMs, caughtUp }) => fromMs <= times[i] && (times[i] < toMs || (!caughtUp && times[i] === toMs))
          )
    ),
    atMax: shareOfTime(durations, (i) => isAtMax(samples, i)),
    idle: shareOfTime(durations, (i) => isIdle(samples, i, settings.idleBelow)),
    atZero: shareOfTime(durations, (i) => (isNumber(current[i]) ? current[i] === 0 : undefined)),
  };
  return {
    verdict: balance === undefined ? 'unknown' : judge(shares, shortages, lasting, settings),
    basis: balance?.basis,
    shortages,
    lasting,
    lagSeconds: lagOf(shortages),
    shares,
    usedRatio: usedRatio(samples, durations),
  };
}

/**
 * A shortage that lasts, or shortages for longer than is tolerated, mean that replicas do not follow; whichever kind, at
 * the maximum or before it, took longer names it.
 */
function judge(
  { short = 0, idle = 0 }: ScalingSummary['shares'],
  shortages: readonly Shortage[],
  lasting: Shortage | undefined,
  { toleratedShare }: ScalingSettings
): ScalingVerdict {
  if (lasting !== undefined) {
    return lasting.atMax ? 'saturated' : 'lagging';
  }
  if (short > toleratedShare) {
    const [saturated, lagging] = [true, false].map((atMax) =>
      shortages.filter((one) => one.atMax === atMax).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    );
    return saturated > lagging ? 'saturated' : 'lagging';
  }
  return idle > MOSTLY ? 'idle' : 'following';
}

/** Lag: how long the load stood above the capacity until replicas had caught up. At the maximum nothing can catch up. */
function lagOf(shortages: readonly Shortage[]): ScalingSummary['lagSeconds'] {
  const lags = shortages
    .filter(({ atMax, caughtUp }) => caughtUp && !atMax)
    .map(({ fromMs, toMs }) => (toMs - fromMs) / 1000);
  const median = nearestRank(lags, 0.5);
  return median === undefined ? undefined : { median, worst: Math.max(...lags) };
}

/** Idle: replicas beyond the minimum, of whose capacity little is used. The minimum itself is somebody's decision. */
function isIdle({ current, min, load, capacity }: ScalingSamples, i: number, idleBelow: number): boolean | undefined {
  const [now, carried, carriable] = [current[i], load[i], capacity[i]];
  if (!isNumber(now) || !isNumber(carried) || !isNumber(carriable)) {
    return undefined;
  }
  return now > (min[i] ?? 0) && carriable > 0 && carried < idleBelow * carriable;
}

function usedRatio({ load, capacity }: ScalingSamples, durations: readonly number[]): number | undefined {
  let used = 0;
  let available = 0;
  durations.forEach((duration, i) => {
    const [carried, carriable] = [load[i], capacity[i]];
    if (isNumber(carried) && isNumber(carriable)) {
      used += carried * duration;
      available += carriable * duration;
    }
  });
  return available > 0 ? used / available : undefined;
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
