import { INSTANCE_STATES, type InstanceState } from '../../vocabulary';
import {
  instanceKey,
  instanceOf,
  smallestDistance,
  workloadKey,
  type InstanceIdentity,
  type Series,
  type TimeSpan,
} from '../series';
import { clip } from './intervals';
import type { Lane, StateRun } from './types';

/** A gap in the samples of an instance of more steps than this ends its run: what happened meanwhile is not known. */
const LONGEST_BRIDGED_STEPS = 3;

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
  const timesMs = [...new Set(series.flatMap((one) => Array.from(one.times)))].sort((a, b) => a - b);
  const indexOfTime = new Map(timesMs.map((timeMs, i) => [timeMs, i]));
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
    for (let i = 0; i < times.length; i++) {
      const at = indexOfTime.get(times[i]);
      if (at !== undefined && Number(values[i]) > 0 && (row.codes[at] === 0 || code < row.codes[at])) {
        row.codes[at] = code;
      }
    }
  }
  return { timesMs, stepMs: stepMs ?? smallestDistance(timesMs) ?? 60_000, rows: [...rows.values()] };
}

/** One lane for each instance that has a state within `range`, ordered by workload and instance (numbers by value). */
export function buildLanes(grid: StateGrid, range: TimeSpan): Lane[] {
  const byName = new Intl.Collator('en', { numeric: true }).compare;
  return grid.rows
    .map(({ workload, instance, codes }) => ({ workload, instance, runs: runsOf(codes, grid, range) }))
    .filter((lane) => lane.runs.length > 0)
    .sort((a, b) => byName(workloadKey(a.workload), workloadKey(b.workload)) || byName(a.instance, b.instance));
}

function runsOf(codes: Uint8Array, grid: StateGrid, range: TimeSpan): StateRun[] {
  const runs: StateRun[] = [];
  let i = nextKnown(codes, 0);
  while (i < codes.length) {
    const next = nextKnown(codes, i + 1);
    const span = clip({ fromMs: grid.timesMs[i], toMs: endOfSample(codes, i, next, grid) }, range);
    const state = INSTANCE_STATES[codes[i] - 1];
    const last = runs[runs.length - 1];
    if (span !== undefined && last?.state === state && last.toMs === span.fromMs) {
      runs[runs.length - 1] = { state, fromMs: last.fromMs, toMs: span.toMs };
    } else if (span !== undefined) {
      runs.push({ state, ...span });
    }
    i = next;
  }
  return runs;
}

/**
 * Until when the state of a sample is taken to hold: until the next sample, but across missing samples only when the gap
 * is short and the state is the same behind it; else for one step.
 */
function endOfSample(codes: Uint8Array, i: number, next: number, { timesMs, stepMs }: StateGrid): number {
  const steps = next < codes.length ? (timesMs[next] - timesMs[i]) / stepMs : Infinity;
  const holds = steps < 1.5 || (steps <= LONGEST_BRIDGED_STEPS && codes[next] === codes[i]);
  return holds ? timesMs[next] : timesMs[i] + stepMs;
}

function nextKnown(codes: Uint8Array, from: number): number {
  let i = from;
  while (i < codes.length && codes[i] === 0) {
    i++;
  }
  return i;
}
