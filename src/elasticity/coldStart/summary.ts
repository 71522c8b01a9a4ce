import { nearestRank } from '../quantile';
import type { Targets } from '../targets';
import { START_PHASES, type ColdStart, type StartPhase } from './starts';

/** What a set of starts amounts to. Each start counts once, however long it was reported. Durations are seconds. */
export interface StartSummary {
  readonly starts: number;
  readonly p50Seconds: number | undefined;
  readonly p95Seconds: number | undefined;
  readonly maxSeconds: number | undefined;
  /** Starts of workloads that have a target, and how many of them took longer. */
  readonly compared: number;
  readonly overTarget: number;
  /** The phase in which most of the time went, and its share (0 to 1) of the starts whose phases are known. */
  readonly slowestPhase: { readonly phase: StartPhase; readonly share: number } | undefined;
}

/** Percentiles are nearest-rank over starts, see `nearestRank`. */
export function summariseStarts(starts: readonly ColdStart[], targets: Targets): StartSummary {
  const totals = starts.map((start) => start.totalSeconds);
  const verdicts = starts.map((start) => isOverTarget(start, targets)).filter((over) => over !== undefined);
  return {
    starts: starts.length,
    p50Seconds: nearestRank(totals, 0.5),
    p95Seconds: nearestRank(totals, 0.95),
    maxSeconds: nearestRank(totals, 1),
    compared: verdicts.length,
    overTarget: verdicts.filter(Boolean).length,
    slowestPhase: slowestPhase(starts),
  };
}

/** Whether a start took longer than its workload's target; `undefined` when the workload has none. */
export function isOverTarget(start: ColdStart, targets: Targets): boolean | undefined {
  const target = targets(start.workload);
  return target === undefined ? undefined : start.totalSeconds > target;
}

function slowestPhase(starts: readonly ColdStart[]): StartSummary['slowestPhase'] {
  const spent = new Map<StartPhase, number>();
  for (const { phase, seconds } of starts.flatMap(({ phases }) => phases)) {
    spent.set(phase, (spent.get(phase) ?? 0) + seconds);
  }
  const sum = [...spent.values()].reduce((total, seconds) => total + seconds, 0);
  if (sum === 0) {
    return undefined;
  }
  const secondsOf = (phase: StartPhase) => spent.get(phase) ?? 0;
  const slowest = START_PHASES.reduce((most, phase) => (secondsOf(phase) >= secondsOf(most) ? phase : most));
  return { phase: slowest, share: secondsOf(slowest) / sum };
}
