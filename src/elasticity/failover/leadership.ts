import {
  clip,
  groupByWorkload,
  isKnown,
  mergeSpans,
  subtractSpans,
  uniqueWorkloads,
  workloadKey,
  workloadOf,
  type Series,
  type TimeSpan,
  type WorkloadIdentity,
} from '../samples';
import { CODE, type StateGrid, type StateRow } from './lanes';
import type { Failover, Lane, Leaderless, LeaderOverlap } from './types';

/**
 * The number of leaders of each workload, as extremes over windows of one step that end at the sample. They see what
 * happens between two samples of the lanes. Both may be empty: then the lanes alone decide.
 */
export interface LeaderCounts {
  readonly most: readonly Series[];
  readonly fewest: readonly Series[];
}

/** Until a state is recorded: two scrapes, in case one is missed, and an evaluation of the rules, 15 s each. */
const RECORDING_DELAY_MS = 45_000;

/** Workloads that elect a leader: some instance leads or stands by. */
export function electingWorkloads(lanes: readonly Lane[]): WorkloadIdentity[] {
  const electing = lanes.filter(({ runs }) => runs.some(({ state }) => state === 'leader' || state === 'standby'));
  return uniqueWorkloads(electing.map(({ workload }) => workload));
}

/** When a lane's instance led. */
export function leaderSpans(lane: Lane): TimeSpan[] {
  return lane.runs.filter(({ state }) => state === 'leader');
}

/**
 * Times at which two instances of a workload led at the same sampled instant, or at which its leaders were counted as
 * more than one. Each lasts at least one step, because nothing finer is known.
 */
export function findOverlaps(grid: StateGrid, counts: LeaderCounts, range: TimeSpan): LeaderOverlap[] {
  const rowsOf = groupByWorkload(grid.rows);
  const counted = readWindows(counts.most, grid.stepMs, (leaders) => leaders > 1);
  return [...new Set([...rowsOf.keys(), ...counted.keys()])].flatMap((key) => {
    const rows = rowsOf.get(key) ?? [];
    const windows = counted.get(key);
    const sampled = spansOfSeveralLeaders(grid, rows);
    const workload = rows[0]?.workload ?? windows?.workload;
    if (workload === undefined) {
      return [];
    }
    return clipAll(combine(sampled, windows), range).map((span) => ({
      workload,
      ...span,
      instances: leadersWithin(grid, rows, span),
    }));
  });
}

function leadersWithin({ timesMs, stepMs }: StateGrid, rows: readonly StateRow[], span: TimeSpan): string[] {
  const near = timesMs.flatMap((timeMs, i) =>
    timeMs >= span.fromMs - stepMs && timeMs <= span.toMs + stepMs ? [i] : []
  );
  return rows
    .filter((row) => near.some((i) => row.codes[i] === CODE.leader))
    .map((row) => row.instance)
    .sort();
}

/**
 * Times without a leader in workloads that elect one, less those that a failover explains. A time about which nothing is
 * known of any instance is not leaderless.
 */
export function findLeaderless(
  lanes: readonly Lane[],
  counts: LeaderCounts,
  failovers: readonly Failover[],
  stepMs: number,
  range: TimeSpan
): Leaderless[] {
  const counted = readWindows(counts.fewest, stepMs, (leaders) => leaders < 1);
  const lanesOf = groupByWorkload(lanes);
  const failoversOf = groupByWorkload(failovers);
  return electingWorkloads(lanes).flatMap((workload) => {
    const key = workloadKey(workload);
    const own = lanesOf.get(key) ?? [];
    const sampled = subtractSpans(
      own.flatMap((lane) => lane.runs),
      own.flatMap(leaderSpans)
    );
    // Beside the exact times of a failover, samples show its loss up to a step too early and its recovery too late.
    const explained = (failoversOf.get(key) ?? []).map(({ lostAtMs, recoveredAtMs }) => ({
      fromMs: lostAtMs - stepMs,
      toMs: recoveredAtMs + stepMs + RECORDING_DELAY_MS,
    }));
    return clipAll(subtractSpans(combine(sampled, counted.get(key)), explained), range).map((span) => ({
      workload,
      ...span,
    }));
  });
}

interface Windows {
  readonly workload: WorkloadIdentity;
  /** Windows that were counted at all, and those among them that match. */
  readonly known: readonly TimeSpan[];
  readonly matching: readonly TimeSpan[];
}

function readWindows(
  series: readonly Series[],
  stepMs: number,
  matches: (leaders: number) => boolean
): Map<string, Windows> {
  const byWorkload = new Map<string, Windows>();
  for (const { labels, times, values } of series) {
    const known: TimeSpan[] = [];
    const matching: TimeSpan[] = [];
    for (let i = 0; i < times.length; i++) {
      const leaders = values[i];
      if (isKnown(leaders)) {
        const window = { fromMs: times[i] - stepMs, toMs: times[i] };
        known.push(window);
        if (matches(leaders)) {
          matching.push(window);
        }
      }
    }
    const workload = workloadOf(labels);
    byWorkload.set(workloadKey(workload), { workload, known: mergeSpans(known), matching: mergeSpans(matching) });
  }
  return byWorkload;
}

/** Counted windows decide where there are any, samples elsewhere. */
function combine(sampled: readonly TimeSpan[], windows: Windows | undefined): TimeSpan[] {
  return windows === undefined
    ? mergeSpans(sampled)
    : mergeSpans([...windows.matching, ...subtractSpans(sampled, windows.known)]);
}

function spansOfSeveralLeaders({ timesMs, stepMs }: StateGrid, rows: readonly StateRow[]): TimeSpan[] {
  const leaders = new Uint16Array(timesMs.length);
  for (const { codes } of rows) {
    for (let i = 0; i < codes.length; i++) {
      leaders[i] += codes[i] === CODE.leader ? 1 : 0;
    }
  }
  const spans: TimeSpan[] = [];
  leaders.forEach((count, i) => {
    if (count > 1) {
      spans.push({ fromMs: timesMs[i], toMs: Math.min(timesMs[i + 1] ?? Infinity, timesMs[i] + stepMs) });
    }
  });
  return mergeSpans(spans);
}

function clipAll(spans: readonly TimeSpan[], range: TimeSpan): TimeSpan[] {
  return spans.map((span) => clip(span, range)).filter((span) => span !== undefined);
}
