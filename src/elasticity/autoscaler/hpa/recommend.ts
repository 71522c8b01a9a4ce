import { podTarget, replicasForPods } from './podMetrics';
import { milliOfTarget } from './quantity';
import { tolerancesOf, type Tolerances } from './tolerance';
import { replicasForAverageValue, replicasForValue } from './totalMetrics';
import type {
  FailedMetricReason,
  HpaFlags,
  HpaObservation,
  HpaPolicy,
  MetricReading,
  MetricSpec,
  PodMetricSpec,
} from './types';

/** Replicas that one metric asks for; `undefined` when it fails. */
type Ask = (reading: MetricReading, current: number, ready: number, status: number) => number | undefined;

/** Turns readings into replicas, for one policy. Reuses itself, because a replay asks it hundreds of thousands of times. */
export class Recommender {
  /** Of the last question: the largest number of replicas, and which metric asked for it. */
  replicas = 0;
  decidingMetric: number | undefined;
  /** Of the last question: why there is no recommendation, `undefined` when there is one. */
  failure: FailedMetricReason | undefined;
  private readonly asks: readonly Ask[];
  private readonly failures: readonly FailedMetricReason[];

  constructor({ metrics, ...policy }: HpaPolicy, flags: HpaFlags) {
    const tolerances = tolerancesOf({ metrics, ...policy }, flags);
    this.asks = metrics.map((spec) => askFor(spec, tolerances));
    this.failures = metrics.map(({ type }): FailedMetricReason => `FailedGet${type}Metric`);
  }

  /**
   * The largest number that a metric asks for. While one metric fails the others may still scale up but not down; when all
   * fail there is no recommendation, and the first that failed gives the reason.
   * Source: `computeReplicasForMetrics` in `horizontal.go`.
   */
  ask(seen: HpaObservation): void {
    const { metrics, currentReplicas, readyReplicas, statusReplicas = currentReplicas } = seen;
    let largest = -Infinity;
    let failure: FailedMetricReason | undefined;
    this.decidingMetric = undefined;
    for (let i = 0; i < this.asks.length; i++) {
      const reading = metrics[i];
      const replicas =
        reading === undefined ? undefined : this.asks[i](reading, currentReplicas, readyReplicas, statusReplicas);
      if (replicas === undefined) {
        failure ??= this.failures[i];
      } else if (replicas > largest) {
        largest = replicas;
        this.decidingMetric = i;
      }
    }
    const isForbidden = failure !== undefined && largest < currentReplicas;
    this.failure = largest === -Infinity || isForbidden ? (failure ?? 'FailedGetResourceMetric') : undefined;
    this.replicas = Math.max(0, largest);
  }
}

/** Whether a metric is measured on the pods themselves, so that its reading is pods and not a total. */
export function isPodMetric(spec: MetricSpec): spec is PodMetricSpec {
  return spec.type !== 'Object' && spec.type !== 'External';
}

function askFor(spec: MetricSpec, tolerances: Tolerances): Ask {
  if (isPodMetric(spec)) {
    const target = podTarget(spec.target);
    return (reading, current) =>
      typeof reading === 'number' ? wrongReading(spec, 'pods') : replicasForPods(target, reading, current, tolerances);
  }
  const targetMilli = milliOfTarget(spec.target.value);
  const isAverage = spec.target.type === 'AverageValue';
  return (reading, current, ready, status) => {
    if (typeof reading !== 'number') {
      return wrongReading(spec, 'a number');
    }
    if (!Number.isFinite(reading)) {
      return undefined;
    }
    return isAverage
      ? replicasForAverageValue(reading, targetMilli, status, tolerances)
      : replicasForValue(reading, targetMilli, current, ready, tolerances);
  };
}

function wrongReading({ type, name }: MetricSpec, needed: string): never {
  throw new TypeError(`The reading of the ${type} metric ${name} has to be ${needed}.`);
}
