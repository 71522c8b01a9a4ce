import { INSTANCE_STATES, type InstanceState } from '../../vocabulary';
import {
  clip,
  gridStep,
  instanceKey,
  instanceOf,
  isGap,
  stateHoldsUntil,
  TimeAxis,
  workloadNames,
  type InstanceIdentity,
  type Series,
  type TimeSpan,
} from '../samples';
import type { Lane, StateRun } from './types';

/** States of all instances on the common grid of a range query. */
export interface StateGrid {
  readonly timesMs: readonly number[];
  readonly stepMs: number;
  readonly rows: readonly StateRow[];
}

export interface StateRow extends InstanceIdentity {
  /** By grid index: 0 where nothing is known, else 1 plus the index of the state in INSTANCE_STATES. */
  readonly codes: Uint8Array;
}

/** The step where a single sample tells none: that of the rules. */
const DEFAULT_STEP_MS = 60_000;

export const CODE = Object.fromEntries(INSTANCE_STATES.map((state, i) => [state, i + 1])) as Readonly<
  Record<InstanceState, number>
>;

/**
 * Reads `instance:state` series (1 while the state of their label holds) onto one grid. An instance has one state at an
 * instant: where its series claim several, the one that comes first in INSTANCE_STATES holds. Other states are ignored.
 *
 * @param stepMs Distance of the samples where it is known; else the smallest distance that occurs, or one minute.
 */
export function readStateGrid(series: readonly Series[], stepMs?: number): StateGrid {
  const axis = new TimeAxis(series.map(({ times }) => times));
  const { timesMs } = axis;
  const rows = new Map<string, StateRow>();
  for (const { labels, times, values } of series) {
    const code = INSTANCE_STATES.findIndex((state) => state === labels.state) + 1;
    if (code === 0) {
      continue;
    }
    const identity = instanceOf(labels);
    const key = instanceKey(identity);
    const row = rows.get(key) ?? { ...identity, codes: new Uint8Array(timesMs.length) };
    rows.set(key, row);
    axis.place(times, (at, sample) => {
      if (Number(values[sample]) > 0 && (row.codes[at] === 0 || code < row.codes[at])) {
        row.codes[at] = code;
      }
    });
  }
  return { timesMs, stepMs: stepMs ?? gridStep(timesMs) ?? DEFAULT_STEP_MS, rows: [...rows.values()] };
}

/** One lane for each instance that has a state within `range`, ordered by workload and instance (numbers by value). */
export function buildLanes(grid: StateGrid, range: TimeSpan): Lane[] {
  const byName = new Intl.Collator('en', { numeric: true }).compare;
  const name = workloadNames(grid.rows.map(({ workload }) => workload));
  return grid.rows
    .map(({ workload, instance, codes }) => ({
      lane: { workload, instance, runs: runsOf(codes, grid, range) },
      name: name(workload),
    }))
    .filter(({ lane }) => lane.runs.length > 0)
    .sort((a, b) => byName(a.name, b.name) || byName(a.lane.instance, b.lane.instance))
    .map(({ lane }) => lane);
}

function runsOf(codes: Uint8Array, { timesMs, stepMs }: StateGrid, range: TimeSpan): StateRun[] {
  const runs: StateRun[] = [];
  let i = nextKnown(codes, 0);
  while (i < codes.length) {
    const code = codes[i];
    const fromMs = timesMs[i];
    let toMs = fromMs;
    // The run goes on while each sample holds until the next and says the same.
    while (i < codes.length && codes[i] === code && timesMs[i] <= toMs) {
      if (codes[i + 1] === code && !isGap(timesMs[i], timesMs[i + 1], stepMs)) {
        toMs = timesMs[++i];
        continue;
      }
      const next = nextKnown(codes, i + 1);
      const following = next < codes.length ? { atMs: timesMs[next], isSame: codes[next] === code } : undefined;
      toMs = stateHoldsUntil(timesMs[i], following, stepMs);
      i = next;
    }
    const span = clip({ fromMs, toMs }, range);
    if (span !== undefined) {
      runs.push({ state: INSTANCE_STATES[code - 1], ...span });
    }
  }
  return runs;
}

function nextKnown(codes: Uint8Array, from: number): number {
  let i = from;
  while (i < codes.length && codes[i] === 0) {
    i++;
  }
  return i;
}
