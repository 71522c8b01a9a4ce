import { DEFAULT_HPA_FLAGS, type HpaObservation, type MetricReading } from '../hpa';
import { initialAutoscaler, maxReplicasOf, metricsOf, startAutoscaler } from './autoscaler';
import { initialPlantState, Plant } from './plant';
import { readersOf } from './readings';
import { Recording } from './recording';
import { EMPTY_TALLY, Tally } from './tally';
import { prepare, Timeline } from './timeline';
import type { ReplayInput, ReplayResult, ReplayState } from './types';

type Seen = { -readonly [K in keyof HpaObservation]: HpaObservation[K] } & {
  metrics: Array<MetricReading | undefined>;
};

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
  const { autoscaler: policy } = input;
  const load = new Timeline(prepare(input.load, 'Load'));
  const start = from ?? initialState(input, load.startSeconds);
  const end = Math.min(load.endSeconds, input.untilSeconds ?? Infinity);
  const autoscaler = startAutoscaler(policy, start.autoscaler);
  const plant = new Plant(input.plant, start.plant);
  const tally = new Tally(start.tally);
  const readers = readersOf(metricsOf(policy), input.metrics, input.plant);
  const recording =
    input.keep === 'summary' ? undefined : new Recording((end - start.atSeconds) / DEFAULT_HPA_FLAGS.syncPeriodSeconds);
  const maxReplicas = maxReplicasOf(policy);
  const seen: Seen = { nowSeconds: 0, currentReplicas: 0, readyReplicas: 0, metrics: readers.map(() => NaN) };

  let now = start.atSeconds;
  let nextDecision = start.nextDecisionSeconds;
  while (now < end) {
    if (now >= nextDecision) {
      const current = plant.ready + plant.starting;
      seen.nowSeconds = now;
      seen.currentReplicas = current;
      seen.readyReplicas = plant.ready;
      const rate = load.at(now);
      for (let i = 0; i < readers.length; i++) {
        seen.metrics[i] = readers[i](now, rate, plant);
      }
      const desired = autoscaler.decide(seen);
      if (desired !== current) {
        tally.change(now, desired > current);
        const { by, reason, recommendedReplicas, decidingMetric } = autoscaler;
        recording?.changes.push({
          atSeconds: now,
          fromReplicas: current,
          toReplicas: desired,
          by,
          reason,
          recommendedReplicas,
          decidingMetric,
        });
        plant.scaleTo(desired, now);
      }
      recording?.step(now, desired, plant.ready, plant.waitingRequests);
      nextDecision = autoscaler.nextDecisionSeconds(now);
    }
    const until = Math.min(nextDecision, end);
    plant.advance(now, until, load, plant.ready + plant.starting >= maxReplicas, tally);
    now = until;
  }
  return {
    summary: tally.summary(input.plant.usdPerReplicaHour),
    series: recording?.series(),
    changes: recording?.changes,
    state: {
      atSeconds: now,
      nextDecisionSeconds: nextDecision,
      autoscaler: autoscaler.save(),
      plant: plant.state(),
      tally: tally.state(),
    },
  };
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
