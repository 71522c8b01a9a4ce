import {
  buildLanes,
  electingWorkloads,
  findLeaderless,
  findOverlaps,
  readFailovers,
  readStateGrid,
  recoveryStatistics,
  type Failover,
  type Lane,
  type RecoveryStatistics,
} from '../../elasticity/failover';
import {
  endOfData,
  groupByWorkload,
  uniqueWorkloads,
  workloadKey,
  workloadNames,
  type Series,
  type TimeSpan,
} from '../../elasticity/samples';
import { readTargets } from '../../elasticity/targets';
import type { SeriesByRefId } from '../../prometheus/frames';
import type { LaneGroup } from '../../viz/lanes/laneTypes';
import type { InstanceState } from '../../vocabulary';
import { failoverEvent, leaderlessEvent, overlapEvent } from './events';
import type { FailoverOptions } from './options';
import { RECOVERY, REF } from './queries';

/** Everything that the panel shows. */
export interface FailoverModel {
  readonly range: TimeSpan;
  /** Whether any workload elects a leader; without one there is nothing to fail over. */
  readonly elects: boolean;
  readonly groups: readonly LaneGroup[];
  /** Newest first, as a list is read. */
  readonly failovers: readonly Failover[];
  readonly statistics: RecoveryStatistics;
  /** States that occur in the lanes. */
  readonly states: ReadonlySet<InstanceState>;
  /** When the data of all instances ended. */
  readonly endedAtMs: number | undefined;
}

/**
 * Reads the panel's inputs; `undefined` when they hold nothing. Workloads that elect no leader are shown when asked for, and
 * where no other is, for their instances have states all the same.
 * @param stepMs Distance of the samples of the lanes, milliseconds, where it is known.
 * @param untilMs Until when the answers can know anything.
 */
export function readFailoverModel(
  series: SeriesByRefId,
  range: TimeSpan,
  stepMs: number | undefined,
  { showAllWorkloads }: Pick<FailoverOptions, 'showAllWorkloads'>,
  untilMs: number = range.toMs
): FailoverModel | undefined {
  const input = (refId: string): readonly Series[] => series.get(refId) ?? [];
  const grid = readStateGrid(input(REF.state), stepMs);
  const lanes = buildLanes(grid, range);
  const counts = { most: input(REF.mostLeaders), fewest: input(REF.fewestLeaders) };
  const targets = readTargets(input(REF.target), RECOVERY);
  const failovers = readFailovers(input(REF.failover), input(REF.failoverAt), lanes, targets, range, grid.stepMs);
  const overlaps = findOverlaps(grid, counts, range);
  const leaderless = findLeaderless(lanes, counts, failovers, grid.stepMs, range);

  const electing = new Set(electingWorkloads(lanes).map(workloadKey));
  const elects = electing.size > 0 || failovers.length > 0;
  const all = showAllWorkloads || !elects;
  const shown = lanes.filter(({ workload }) => all || electing.has(workloadKey(workload)));
  if (lanes.length === 0 && failovers.length === 0) {
    return undefined;
  }
  const named = [...shown, ...failovers, ...overlaps].map(({ workload }) => workload);
  const name = workloadNames(named);
  const events = [
    ...failovers.map((failover) => ({ workload: failover.workload, event: failoverEvent(failover) })),
    ...overlaps.map((overlap) => ({ workload: overlap.workload, event: overlapEvent(overlap) })),
    ...leaderless.map((gap) => ({ workload: gap.workload, event: leaderlessEvent(gap) })),
  ].sort((a, b) => a.event.fromMs - b.event.fromMs);
  // Those that elect a leader come first.
  const [first, rest] = [true, false].map((elects) =>
    uniqueWorkloads(named).filter((workload) => electing.has(workloadKey(workload)) === elects)
  );
  const [rowsOf, eventsOf] = [groupByWorkload(shown), groupByWorkload(events)];
  const groups = [...first, ...rest].map((workload): LaneGroup => {
    const key = workloadKey(workload);
    return {
      label: name(workload),
      rows: (rowsOf.get(key) ?? []).map(({ instance, runs }) => ({ label: instance, segments: runs })),
      events: (eventsOf.get(key) ?? []).map(({ event }) => event),
    };
  });
  return {
    range,
    elects,
    groups,
    failovers: [...failovers].reverse(),
    statistics: recoveryStatistics(failovers, leaderless, overlaps),
    states: statesOf(shown),
    endedAtMs: endOfData(series.get(REF.state) ?? [], untilMs),
  };
}

function statesOf(lanes: readonly Lane[]): ReadonlySet<InstanceState> {
  return new Set(lanes.flatMap(({ runs }) => runs.map(({ state }) => state)));
}
