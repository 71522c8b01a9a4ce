import {
  readStarts,
  readWaiting,
  START_PHASES,
  summariseStarts,
  type ColdStart,
  type StartPhase,
  type StartSummary,
  type Waiting,
} from '../../elasticity/coldStart';
import { endOfData, type TimeSpan } from '../../elasticity/samples';
import { readTargets, type Targets } from '../../elasticity/targets';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { COLD_START, REF } from './queries';

/** Everything that the panel shows. */
export interface ColdStartModel {
  readonly range: TimeSpan;
  /** Oldest first. */
  readonly starts: readonly ColdStart[];
  /** Those that took any time, in their order. */
  readonly phases: readonly StartPhase[];
  /** Whether there are starts whose phases are not known. */
  readonly hasUnsplit: boolean;
  readonly summary: StartSummary;
  readonly waiting: Waiting;
  readonly targets: Targets;
  /** Different targets of the workloads that started, ascending, seconds. */
  readonly targetLines: readonly number[];
  /** Upper end of the value axis, seconds. */
  readonly axisMaxSeconds: number;
  /** Upper end of the axis of the requests that waited: a little above a round number, so that the low strip has a tick. */
  readonly waitingAxisMax: number;
  /** When the data ended that should have gone on. */
  readonly endedAtMs: number | undefined;
}

/** A target farther above the longest start than this would squeeze the starts; it is told in figures only. */
const TARGET_IN_SIGHT = 1.6;
const HEADROOM = 1.08;
const STRIP_HEADROOM = 1.15;
/** Height of the axis while nothing started, seconds. */
const EMPTY_AXIS_SECONDS = 60;

/**
 * Reads the panel's inputs. `undefined` when they hold nothing; when they say that nothing started and nobody waited, that
 * is an answer, and shown as one.
 * @param untilMs until when the answers can know anything
 */
export function readColdStartModel(
  series: SeriesByRefId,
  range: TimeSpan,
  untilMs: number = range.toMs
): ColdStartModel | undefined {
  const input = (refId: string): readonly PrometheusSeries[] => series.get(refId) ?? [];
  const starts = readStarts(input(REF.phases), input(REF.readyAt), range);
  const waiting = readWaiting(input(REF.delayed), input(REF.delaySeconds), range);
  if (starts.length === 0 && waiting.timesMs.length === 0) {
    return undefined;
  }
  const targets = readTargets(input(REF.target), COLD_START);
  const summary = summariseStarts(starts, targets);
  const longest = summary.maxSeconds ?? EMPTY_AXIS_SECONDS;
  const targetLines = [...new Set(starts.map(({ workload }) => targets(workload)))]
    .filter((target) => target !== undefined)
    .filter((target) => target <= longest * TARGET_IN_SIGHT)
    .sort((a, b) => a - b);
  return {
    range,
    starts,
    phases: START_PHASES.filter((phase) =>
      starts.some(({ phases }) => phases.some((one) => one.phase === phase && one.seconds > 0))
    ),
    hasUnsplit: starts.some(({ phases }) => phases.length === 0),
    summary,
    waiting,
    targets,
    targetLines,
    axisMaxSeconds: Math.max(longest, ...targetLines) * HEADROOM || 1,
    endedAtMs: endOfData([...input(REF.delayed), ...input(REF.target)], untilMs),
    waitingAxisMax: roundUp(Math.max(1, ...waiting.requests)) * STRIP_HEADROOM,
  };
}

/** The next of 1, 2, 5, 10, 20, 50 and so on; `value` is at least 1. */
function roundUp(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5].map((digit) => digit * magnitude).find((round) => round >= value) ?? 10 * magnitude;
}
