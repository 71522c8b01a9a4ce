import { recommendStabilization } from './recommend';
import { partitionPoint } from '../samples';
import { findReversals, reversalsWithin } from './reversals';
import { flappingScore } from './score';
import {
  DEFAULT_FLAPPING_SETTINGS,
  type Episode,
  type FlappingSettings,
  type FlappingSummary,
  type Reversal,
  type WantedReplicas,
} from './types';

/**
 * Whether and when an autoscaler flapped, by the conditions of the alert: enough reversals within the window, of enough
 * replicas, and not `excused` at that time, because its bounds were edited or a release was being rolled out.
 */
export function summariseFlapping(
  wanted: WantedReplicas,
  excused: (timeMs: number) => boolean = () => false,
  settings: FlappingSettings = DEFAULT_FLAPPING_SETTINGS
): FlappingSummary {
  const { windowSeconds, minReversals, minAmplitude, currentStabilizationSeconds } = settings;
  const reversals = findReversals(wanted, windowSeconds);
  const over = wanted.times.flatMap((endMs) => {
    const counted = reversalsWithin(reversals, endMs, windowSeconds * 1000);
    const flaps =
      counted.length >= minReversals && amplitudeOf(wanted, endMs - windowSeconds * 1000, endMs) >= minAmplitude;
    return flaps ? [{ endMs, counted }] : [];
  });
  const judged = over.filter(({ endMs }) => !excused(endMs));
  const episodes = joinEpisodes(judged, wanted.times[wanted.times.length - 1]);
  const worst = reversals.reduce<Reversal | undefined>(
    (most, one) => (one.inWindow > (most?.inWindow ?? 0) ? one : most),
    undefined
  );
  const last = episodes[episodes.length - 1];
  return {
    verdict: last === undefined ? 'calm' : last.lasting ? 'flapping' : 'flapped',
    reversals,
    episodes,
    excused: judged.length < over.length,
    worstCount: worst?.inWindow ?? 0,
    amplitude: worst
      ? amplitudeOf(wanted, worst.timeMs - windowSeconds * 1000, worst.timeMs)
      : amplitudeOf(wanted, -Infinity, Infinity),
    // The score is highest right at a reversal, so there is no need to look in between.
    score: Math.max(0, ...reversals.map(({ timeMs }) => flappingScore(reversals, timeMs, windowSeconds))),
    recommendedSeconds: recommendStabilization(reversals, currentStabilizationSeconds),
  };
}

/** How many reversals count in the window that ends at a time. */
export function countReversals(reversals: readonly Reversal[], endMs: number, windowSeconds: number): number {
  return reversalsWithin(reversals, endMs, windowSeconds * 1000).length;
}

interface OverThreshold {
  readonly endMs: number;
  readonly counted: readonly Reversal[];
}

/** Windows that share reversals are one episode. It spans the reversals, not the hour before or after them. */
function joinEpisodes(over: readonly OverThreshold[], endMs: number): Episode[] {
  const episodes: Episode[] = [];
  for (const { endMs: at, counted } of over) {
    const fromMs = counted[0].timeMs;
    const toMs = counted[counted.length - 1].timeMs;
    const last = episodes[episodes.length - 1];
    const lasting = at === endMs;
    if (last !== undefined && fromMs <= last.toMs) {
      episodes[episodes.length - 1] = { fromMs: last.fromMs, toMs, lasting };
    } else {
      episodes.push({ fromMs, toMs, lasting });
    }
  }
  return episodes;
}

function amplitudeOf({ times, values }: WantedReplicas, fromMs: number, toMs: number): number {
  let least = Infinity;
  let most = -Infinity;
  for (
    let i = partitionPoint(times.length, (index) => times[index] <= fromMs);
    i < times.length && times[i] <= toMs;
    i++
  ) {
    const value = values[i];
    if (value !== null && value !== undefined) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return Math.max(0, most - least);
}
