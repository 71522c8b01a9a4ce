import type { InstanceIdentity, Series, TimeSpan } from '../series';
import { readTimedEvents, type TimedEvent } from '../timedEvents';

/** One finished start-up of one instance. Durations are seconds. */
export interface ColdStart extends InstanceIdentity {
  /** When the instance gave its first ready answer, milliseconds since the epoch. */
  readonly readyAtMs: number;
  /**
   * What came before `loadSeconds`: as a sidecar sees it, until the port accepted a connection; of a pod without one, until its
   * containers ran, the wait for a node and the init containers included. Missing when the source does not tell the phases apart.
   */
  readonly bootSeconds: number | undefined;
  /** From then to the first ready answer: loading the model, warming up. */
  readonly loadSeconds: number | undefined;
  readonly totalSeconds: number;
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
    bootSeconds: beforeLoad(event),
    loadSeconds: event.seconds.get('load'),
    totalSeconds: event.totalSeconds,
  }));
}

/** A sidecar's total leaves out the wait for a node, which kube-state-metrics tells beside it; a pod's own total has it. */
function beforeLoad({ seconds, totalSeconds }: TimedEvent): number | undefined {
  const boot = seconds.get('boot');
  const load = seconds.get('load');
  return boot === undefined || load === undefined ? boot : Math.max(boot, totalSeconds - load);
}
