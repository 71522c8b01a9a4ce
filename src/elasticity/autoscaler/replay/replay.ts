import { initialAutoscaler } from './autoscaler';
import { initialPlantState } from './plant';
import { Run } from './run';
import { EMPTY_TALLY } from './tally';
import { prepare, Timeline } from './timeline';
import type { ReplayInput, ReplayResult, ReplayState } from './types';

/**
 * What a policy would have done under a recorded load. Pure and deterministic: the same input gives the same result, and a
 * replay that goes on from the state of another gives what one replay of both parts gives.
 *
 * Limits: replicas answer at a fixed rate; metrics are seen without delay, as they were recorded; the load does not depend on
 * how it is served (nobody retries or leaves).
 *
 * @param from state of the replay to go on from; at the start of the load with `startReplicas` when left out
 * @throws RangeError when the load, a metric or a setting cannot be (see `Timeline`, `PlantSettings`)
 */
export function replay(input: ReplayInput, from?: ReplayState): ReplayResult {
  const load = new Timeline(prepare(input.load, 'Load'));
  const end = Math.min(load.endSeconds, input.untilSeconds ?? Infinity);
  const run = new Run(input, load, end, from ?? initialState(input, load.startSeconds));
  run.toTheEnd();
  return run.result();
}

function initialState({ autoscaler, startReplicas }: ReplayInput, startSeconds: number): ReplayState {
  if (!(Number.isInteger(startReplicas) && startReplicas >= 0)) {
    throw new RangeError(`Replicas at the start: ${startReplicas}; it has to be a whole number, 0 or more.`);
  }
  return {
    atSeconds: startSeconds,
    nextDecisionSeconds: startSeconds,
    autoscaler: initialAutoscaler(autoscaler, startReplicas, startSeconds),
    plant: initialPlantState(startReplicas),
    tally: EMPTY_TALLY,
  };
}
