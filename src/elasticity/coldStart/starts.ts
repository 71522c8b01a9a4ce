import type { InstanceIdentity, Series, TimeSpan } from '../samples';
import { readTimedEvents, type TimedEvent } from '../timedEvents';

/** The phases of a start, in their order. */
export const START_PHASES = ['schedule', 'init', 'boot', 'load'] as const;

/**
 * `schedule`: until the pod has a node. `init`: its init containers. `boot`: image and process; as a sidecar sees it, until the
 * port accepts a connection, of a pod without one, until its containers run. `load`: from then to the first ready answer.
 */
export type StartPhase = (typeof START_PHASES)[number];

/** One finished start-up of one instance. Durations are seconds. */
export interface ColdStart extends InstanceIdentity {
  /** When the instance gave its first ready answer, milliseconds since the epoch. */
  readonly readyAtMs: number;
  /** What `totalSeconds` is made of, in the order of the phases. Empty when the source does not tell boot from load. */
  readonly phases: readonly PhaseDuration[];
  readonly totalSeconds: number;
  /** The wait for a node, where the total does not have it: a sidecar counts from inside the pod. */
  readonly nodeWaitSeconds: number | undefined;
}

export interface PhaseDuration {
  readonly phase: StartPhase;
  readonly seconds: number;
}

/**
 * The distinct starts that ended within `range`, oldest first; what makes two samples one start is said at
 * `readTimedEvents`. A start that was ready before the range is left out although it is still reported inside it.
 */
export function readStarts(phases: readonly Series[], readyAt: readonly Series[], range: TimeSpan): ColdStart[] {
  return readTimedEvents(phases, readyAt, ['boot', 'load'], range).map((event) => ({
    workload: event.workload,
    instance: event.instance,
    readyAtMs: event.endedAtMs,
    totalSeconds: event.totalSeconds,
    ...splitTotal(event),
  }));
}

/** Durations are differences of timestamps, so that those that belong together add up to the total but for rounding. */
const ROUNDING_SECONDS = 0.01;

function splitTotal({ seconds, totalSeconds }: TimedEvent): Pick<ColdStart, 'phases' | 'nodeWaitSeconds'> {
  const known = START_PHASES.map((phase) => ({ phase, seconds: seconds.get(phase) })).filter(isKnown);
  const fromCreation = sumOf(known) <= totalSeconds + ROUNDING_SECONDS;
  return {
    phases:
      seconds.has('boot') && seconds.has('load') ? known.filter(({ phase }) => fromCreation || isInPod(phase)) : [],
    nodeWaitSeconds: fromCreation ? undefined : seconds.get('schedule'),
  };
}

function isKnown(phase: { readonly phase: StartPhase; readonly seconds: number | undefined }): phase is PhaseDuration {
  return phase.seconds !== undefined;
}

function isInPod(phase: StartPhase): boolean {
  return phase === 'boot' || phase === 'load';
}

function sumOf(phases: readonly PhaseDuration[]): number {
  return phases.reduce((sum, { seconds }) => sum + seconds, 0);
}
