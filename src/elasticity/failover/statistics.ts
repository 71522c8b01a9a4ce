import { nearestRank } from '../quantile';
import type { Failover, Leaderless, LeaderOverlap } from './types';

/** What a time range held for those who depend on a leader. Durations are seconds, summed over workloads. */
export interface RecoveryStatistics {
  readonly failovers: number;
  /** Percentiles are nearest-rank over failovers, see `nearestRank`. */
  readonly p50Seconds: number | undefined;
  readonly maxSeconds: number | undefined;
  /** Failovers of workloads that have a target, and how many of them took longer. */
  readonly compared: number;
  readonly overTarget: number;
  /** Time without a leader: the failovers, and what none of them explains. */
  readonly leaderlessSeconds: number;
  readonly overlaps: number;
  readonly overlapSeconds: number;
}

export function recoveryStatistics(
  failovers: readonly Failover[],
  leaderless: readonly Leaderless[],
  overlaps: readonly LeaderOverlap[]
): RecoveryStatistics {
  const totals = failovers.map(({ totalSeconds }) => totalSeconds);
  return {
    failovers: failovers.length,
    p50Seconds: nearestRank(totals, 0.5),
    maxSeconds: nearestRank(totals, 1),
    compared: failovers.filter(({ targetSeconds }) => targetSeconds !== undefined).length,
    overTarget: failovers.filter(({ overTarget }) => overTarget).length,
    leaderlessSeconds: totals.reduce((sum, seconds) => sum + seconds, 0) + secondsOf(leaderless),
    overlaps: overlaps.length,
    overlapSeconds: secondsOf(overlaps),
  };
}

function secondsOf(spans: ReadonlyArray<{ fromMs: number; toMs: number }>): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0);
}
