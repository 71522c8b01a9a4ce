import type { HpaPolicy, HpaState } from '../hpa';
import type { KedaPolicy, KedaReason, KedaState } from '../keda';
import type { PlantSettings, PlantState } from './plant';
import type { TallyState } from './tally';
import type { PreparedSeries, RecordedSeries } from './timeline';

export type AutoscalerPolicy =
  | { readonly kind: 'hpa'; readonly policy: HpaPolicy }
  | { readonly kind: 'keda'; readonly policy: KedaPolicy };

/** Where the values of one metric of the policy come from during a replay. */
export type MetricSource<Series = RecordedSeries> =
  /**
   * From the load itself: the total of an Object or External metric, the sum over the pods of a Pods metric, and for
   * utilization the share of the capacity that is used.
   */
  | { readonly from: 'load' }
  /**
   * From a recorded series: the total of an Object or External metric; of a Pods metric or an average value the sum over the
   * pods; of a utilization the sum over the pods of usage divided by request (2.1 for three pods at 70 %).
   */
  | { readonly from: 'series'; readonly series: Series };

export interface ReplayInput {
  /** Requests per second over time. */
  readonly load: RecordedSeries | PreparedSeries;
  readonly autoscaler: AutoscalerPolicy;
  /** One source for each metric (or trigger) of the policy, in its order; all from the load when left out. */
  readonly metrics?: ReadonlyArray<MetricSource<RecordedSeries | PreparedSeries>>;
  readonly plant: PlantSettings;
  /** Replicas at the start, all of them ready. */
  readonly startReplicas: number;
  /** Where to stop; at the end of the load when left out. */
  readonly untilSeconds?: number;
  /** Whether to keep what happened step by step and change by change, or only the summary. */
  readonly keep?: 'everything' | 'summary';
}

/** One change of the replicas asked for. */
export interface ReplayedChange {
  readonly atSeconds: number;
  readonly fromReplicas: number;
  readonly toReplicas: number;
  readonly by: 'hpa' | 'keda';
  /** What held it back or forced it, in the words of the controller. */
  readonly reason: KedaReason;
  /** What the metrics asked for, when they were asked. */
  readonly recommendedReplicas: number | undefined;
  /** Index of the metric that asked for the most. */
  readonly decidingMetric: number | undefined;
}

/** The replay step by step, as columns; a step holds until the next. */
export interface ReplayedSeries {
  readonly timesSeconds: Float64Array;
  /** Replicas asked for. */
  readonly desired: Int32Array;
  readonly ready: Int32Array;
  /** Requests that wait, at the beginning of the step. */
  readonly waiting: Float64Array;
}

/** Everything that a replay needs to go on, as a plain value. It belongs to the input it was made with. */
export interface ReplayState {
  readonly atSeconds: number;
  readonly nextDecisionSeconds: number;
  readonly autoscaler:
    | { readonly kind: 'hpa'; readonly state: HpaState }
    | { readonly kind: 'keda'; readonly state: KedaState };
  readonly plant: PlantState;
  readonly tally: TallyState;
}

export interface ReplaySummary {
  /** Time that was replayed, and of it the time without a known load, seconds. */
  readonly seconds: number;
  readonly unknownSeconds: number;
  readonly requests: number;
  /** Changes of the replicas asked for, and how many of them went back on the change before within an hour. */
  readonly changes: number;
  readonly reversals: number;
  /** Most reversals within an hour. */
  readonly worstReversalsPerHour: number;
  /**
   * Time in which the load was above what the ready replicas can carry by more than an autoscaler tolerates, and all requests
   * above what they can carry.
   */
  readonly shortSeconds: number;
  /** Of that time, the part in which the maximum was reached, so that no setting but the maximum would have helped. */
  readonly shortSecondsAtMax: number;
  readonly shortRequests: number;
  /** Of the requests, the ones that came while replicas were starting or none was there. */
  readonly coldStartRequests: number;
  readonly refusedRequests: number;
  /** Sum of the waiting times of all requests, and the longest queue. */
  readonly waitedRequestSeconds: number;
  readonly longestQueueRequests: number;
  /** Pods that existed, ready or not, draining ones included. */
  readonly replicaHours: number;
  readonly costUsd: number | undefined;
  /** How long replicas took to catch up with the load, where the maximum did not stop them; `undefined` if never short. */
  readonly lagSeconds: { readonly median: number; readonly worst: number } | undefined;
}

export interface ReplayResult {
  readonly summary: ReplaySummary;
  /** Absent when only the summary is kept. */
  readonly series?: ReplayedSeries;
  readonly changes?: readonly ReplayedChange[];
  readonly state: ReplayState;
}
