import { gridStep, isGap, isKnown, type Series, type TimeSpan } from '../samples';

/** The cost of one model, team or flow, by step and in sum. */
export interface CostGroup {
  readonly name: string;
  readonly totalUsd: number;
  /** One for each of the breakdown's times; 0 in a step in which only other groups cost something. */
  readonly stepsUsd: readonly number[];
}

/** What is too small for a colour of its own. */
export interface CostRest extends Omit<CostGroup, 'name'> {
  /** Number of groups in it. */
  readonly members: number;
}

export interface CostBreakdown {
  /** Ends of the steps, milliseconds since the epoch, ascending; only steps in which any cost is known. */
  readonly timesMs: readonly number[];
  /** By cost, the highest first. */
  readonly groups: readonly CostGroup[];
  readonly rest: CostRest | undefined;
  readonly totalUsd: number;
}

/** The name of the group that a series belongs to. */
export type GroupName = (labels: Series['labels']) => string;

/**
 * Breaks cost down by group. Every minute of the range is counted once: see `stepsByGroup`.
 * @param limit how many groups keep their name; the cheaper ones are put together
 */
export function breakDownCost(
  series: readonly Series[],
  nameOf: GroupName,
  range: TimeSpan,
  limit: number
): CostBreakdown {
  const byGroup = stepsByGroup(series, nameOf, range);
  const times = new Set([...byGroup.values()].flatMap((steps) => [...steps.keys()]));
  const timesMs = [...times].sort((a, b) => a - b);
  const groups = [...byGroup]
    .map(([name, steps]) => {
      const stepsUsd = timesMs.map((timeMs) => steps.get(timeMs) ?? 0);
      return { name, stepsUsd, totalUsd: sum(stepsUsd) };
    })
    .sort((a, b) => b.totalUsd - a.totalUsd || a.name.localeCompare(b.name));
  // One group alone is named rather than called a rest: the name takes no more room.
  const kept = groups.length <= limit + 1 ? groups.length : limit;
  return {
    timesMs,
    groups: groups.slice(0, kept),
    rest: putTogether(groups.slice(kept)),
    totalUsd: sum(groups.map((group) => group.totalUsd)),
  };
}

/** What series of increments add up to, by group. Groups without a number are left out. */
export function totalsByGroup(series: readonly Series[], nameOf: GroupName, range: TimeSpan): Map<string, number> {
  return new Map([...stepsByGroup(series, nameOf, range)].map(([name, steps]) => [name, sum([...steps.values()])]));
}

/**
 * Adds up the series of each group step by step (times in milliseconds). A sample is what happened in the step that ends at
 * its time, so a sample at the start of the range tells about the time before it and is left out.
 */
function stepsByGroup(series: readonly Series[], nameOf: GroupName, range: TimeSpan): Map<string, Map<number, number>> {
  const byGroup = new Map<string, Map<number, number>>();
  for (const { labels, times, values } of series) {
    const name = nameOf(labels);
    const steps = byGroup.get(name) ?? new Map<number, number>();
    for (let i = 0; i < times.length; i++) {
      const value = values[i];
      if (times[i] > range.fromMs && times[i] <= range.toMs && isKnown(value)) {
        steps.set(times[i], (steps.get(times[i]) ?? 0) + value);
        byGroup.set(name, steps);
      }
    }
  }
  return byGroup;
}

function putTogether(groups: readonly CostGroup[]): CostRest | undefined {
  if (groups.length === 0) {
    return undefined;
  }
  const stepsUsd = addUp(groups.map((group) => group.stepsUsd));
  return { members: groups.length, stepsUsd, totalUsd: sum(stepsUsd) };
}

/** Times at which running totals are known, each with the step that ends there; `undefined` where a gap ends. */
export interface RunningTimes {
  readonly timesMs: readonly number[];
  readonly stepAt: ReadonlyArray<number | undefined>;
}

/**
 * Where running totals begin and go on: at the end of each step, and besides at the start of the first step and of those after
 * a gap, so that nothing seems to have been spent while nothing was measured.
 */
export function runningTimes(stepEndsMs: readonly number[], fromMs: number): RunningTimes {
  const stepMs = gridStep(stepEndsMs) ?? Infinity;
  const points = stepEndsMs.flatMap((endMs, step) => {
    const startMs = Math.max(fromMs, endMs - stepMs);
    const goesOn = step > 0 && !isGap(stepEndsMs[step - 1], endMs, stepMs);
    return [...(goesOn ? [] : [{ timeMs: startMs, step: undefined }]), { timeMs: endMs, step }];
  });
  return { timesMs: points.map(({ timeMs }) => timeMs), stepAt: points.map(({ step }) => step) };
}

/** Running totals of steps, at `runningTimes`. */
export function cumulate(stepsUsd: readonly number[], { stepAt }: RunningTimes): number[] {
  let total = 0;
  return stepAt.map((step) => (total += step === undefined ? 0 : stepsUsd[step]));
}

/** Adds up each step of several groups. */
export function addUp(rows: ReadonlyArray<readonly number[]>): number[] {
  const [first, ...others] = rows;
  return (first ?? []).map((value, i) => others.reduce((total, row) => total + row[i], value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
