import { DEFAULT_HPA_FLAGS, type HpaObservation, type MetricReading } from '../hpa';
import { maxReplicasOf, metricsOf, startAutoscaler, type ReplayedAutoscaler } from './autoscaler';
import { Plant } from './plant';
import { readersOf, type Read } from './readings';
import { Recording } from './recording';
import { Tally } from './tally';
import type { Timeline } from './timeline';
import type { ReplayInput, ReplayResult, ReplayState } from './types';

type Seen = { -readonly [K in keyof HpaObservation]: HpaObservation[K] } & {
  metrics: Array<MetricReading | undefined>;
};

/** A replay under way: the autoscaler decides, then time passes until it decides again. */
export class Run {
  private now: number;
  private nextDecision: number;
  private readonly autoscaler: ReplayedAutoscaler;
  private readonly plant: Plant;
  private readonly tally: Tally;
  private readonly readers: readonly Read[];
  private readonly maxReplicas: number;
  private readonly recording: Recording | undefined;
  /** What the autoscaler sees, one object for all its questions. */
  private readonly seen: Seen;

  constructor(
    private readonly input: ReplayInput,
    private readonly load: Timeline,
    private readonly end: number,
    start: ReplayState
  ) {
    this.now = start.atSeconds;
    this.nextDecision = start.nextDecisionSeconds;
    this.autoscaler = startAutoscaler(input.autoscaler, start.autoscaler);
    this.plant = new Plant(input.plant, start.plant);
    this.tally = new Tally(start.tally);
    this.readers = readersOf(metricsOf(input.autoscaler), input.metrics, input.plant);
    this.maxReplicas = maxReplicasOf(input.autoscaler);
    const steps = (end - start.atSeconds) / DEFAULT_HPA_FLAGS.syncPeriodSeconds;
    this.recording = input.keep === 'summary' ? undefined : new Recording(steps);
    this.seen = { nowSeconds: 0, currentReplicas: 0, readyReplicas: 0, metrics: this.readers.map(() => NaN) };
  }

  /** The loop stands alone: what followed it would make the engine throw its fast code away each time. */
  toTheEnd(): void {
    while (this.now < this.end) {
      if (this.now >= this.nextDecision) {
        this.decide();
      }
      this.pass();
    }
  }

  result(): ReplayResult {
    const { tally, recording, plant } = this;
    return {
      summary: tally.summary(this.input.plant.usdPerReplicaHour),
      series: recording?.series(),
      changes: recording?.changes,
      state: {
        atSeconds: this.now,
        nextDecisionSeconds: this.nextDecision,
        autoscaler: this.autoscaler.save(),
        plant: plant.state(),
        tally: tally.state(),
      },
    };
  }

  private decide(): void {
    const { now, plant, seen, autoscaler, recording } = this;
    const current = plant.ready + plant.starting;
    seen.nowSeconds = now;
    seen.currentReplicas = current;
    seen.readyReplicas = plant.ready;
    const rate = this.load.at(now);
    for (let i = 0; i < this.readers.length; i++) {
      seen.metrics[i] = this.readers[i](now, rate, plant);
    }
    const desired = autoscaler.decide(seen);
    if (desired !== current) {
      this.change(current, desired);
    }
    recording?.step(now, desired, plant.ready, plant.waitingRequests);
    this.nextDecision = autoscaler.nextDecisionSeconds(now);
  }

  private change(fromReplicas: number, toReplicas: number): void {
    const { now, autoscaler } = this;
    this.tally.reversals.change(now, toReplicas > fromReplicas);
    const { by, reason, recommendedReplicas, decidingMetric } = autoscaler;
    this.recording?.changes.push({
      atSeconds: now,
      fromReplicas,
      toReplicas,
      by,
      reason,
      recommendedReplicas,
      decidingMetric,
    });
    this.plant.scaleTo(toReplicas, now);
  }

  private pass(): void {
    const { plant } = this;
    const until = Math.min(this.nextDecision, this.end);
    plant.advance(this.now, until, this.load, plant.ready + plant.starting >= this.maxReplicas, this.tally);
    this.now = until;
  }
}
