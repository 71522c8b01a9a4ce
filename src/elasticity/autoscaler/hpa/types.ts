/** Mean utilization of the pods in whole percent of what they request. */
export interface UtilizationTarget {
  readonly type: 'Utilization';
  readonly value: number;
}

/** The amount a pod should carry on average, in the unit of the metric (cores, bytes, requests per second …). */
export interface AverageValueTarget {
  readonly type: 'AverageValue';
  readonly value: number;
}

/** The amount as it is, in the unit of the metric. */
export interface ValueTarget {
  readonly type: 'Value';
  readonly value: number;
}

/** What a metric is measured on: the pods themselves, or something else that has one total. */
export type PodMetricSpec =
  | { readonly type: 'Resource'; readonly name: string; readonly target: UtilizationTarget | AverageValueTarget }
  | {
      readonly type: 'ContainerResource';
      readonly name: string;
      readonly container: string;
      readonly target: UtilizationTarget | AverageValueTarget;
    }
  | { readonly type: 'Pods'; readonly name: string; readonly target: AverageValueTarget };

export interface TotalMetricSpec {
  readonly type: 'Object' | 'External';
  readonly name: string;
  readonly target: ValueTarget | AverageValueTarget;
}

/** One metric of a HorizontalPodAutoscaler (autoscaling/v2 MetricSpec). */
export type MetricSpec = PodMetricSpec | TotalMetricSpec;

/** One policy of `behavior`: at most `value` pods, or percent, within `periodSeconds`. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

/** Rules for one direction; what is left out takes the default of the API. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  readonly policies?: readonly ScalingPolicy[];
  /** Relative deviation from the target that is left alone in this direction (Kubernetes 1.33 and later). */
  readonly tolerance?: number;
}

export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/** The controller's flags `--horizontal-pod-autoscaler-…`, which hold for all objects of a cluster. */
export interface HpaFlags {
  readonly syncPeriodSeconds: number;
  readonly toleranceRatio: number;
  readonly downscaleStabilizationSeconds: number;
  readonly cpuInitializationPeriodSeconds: number;
  readonly initialReadinessDelaySeconds: number;
}

/** Source: `pkg/controller/podautoscaler/config/v1alpha1/defaults.go`. */
export const DEFAULT_HPA_FLAGS: HpaFlags = {
  syncPeriodSeconds: 15,
  toleranceRatio: 0.1,
  downscaleStabilizationSeconds: 300,
  cpuInitializationPeriodSeconds: 300,
  initialReadinessDelaySeconds: 30,
};

/** The part of a HorizontalPodAutoscaler (autoscaling/v2) that decides. */
export interface HpaPolicy {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly MetricSpec[];
  /** When absent, the controller's older path decides: one downscale window and a doubling limit. */
  readonly behavior?: ScalingBehavior;
  /** Flags that differ from the defaults. */
  readonly flags?: Partial<HpaFlags>;
}

/** The pods of a workload, sorted as the controller sorts them for one metric; see `groupPods`. All in thousandths. */
export interface PodGroups {
  /** Pods whose sample counts. */
  readonly ready: { readonly pods: number; readonly usageMilli: number; readonly requestMilli: number };
  /** Requests of the pods that are still starting; their samples do not count. */
  readonly unreadyRequestsMilli: readonly number[];
  /** Requests of the pods that should have a sample and have none. */
  readonly missingRequestsMilli: readonly number[];
}

/** What the controller got for one metric: a total for Object and External, pods for the others. */
export type MetricReading = number | PodGroups;

/** What the controller sees at one sync. */
export interface HpaObservation {
  readonly nowSeconds: number;
  /** Replicas that the scaled object asks for (`spec.replicas`), ready or not. */
  readonly currentReplicas: number;
  /** Replicas that exist (`status.replicas`); as many as are asked for when left out. */
  readonly statusReplicas?: number;
  /** Pods that run and are ready. */
  readonly readyReplicas: number;
  /** One reading for each metric of the policy, in its order; `undefined` where it could not be had. */
  readonly metrics: ReadonlyArray<MetricReading | undefined>;
}

export interface Recommendation {
  readonly atSeconds: number;
  readonly replicas: number;
}

export interface ScaleEvent {
  readonly atSeconds: number;
  /** Replicas added or removed, always positive. */
  readonly change: number;
}

/** What the controller remembers between two syncs, as a plain value. It belongs to the policy it was made with. */
export interface HpaState {
  /** Recommendations that can still be the lowest of the scale-up window, oldest first. */
  readonly lowest: readonly Recommendation[];
  /** Recommendations that can still be the highest of the scale-down window, oldest first. */
  readonly highest: readonly Recommendation[];
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
  /** The last conditions, which stay as they are at a sync that does not come to judge them. */
  readonly conditions: Pick<HpaConditions, 'scalingActive' | 'scalingLimited'>;
}

export type FailedMetricReason =
  | 'FailedGetResourceMetric'
  | 'FailedGetContainerResourceMetric'
  | 'FailedGetPodsMetric'
  | 'FailedGetObjectMetric'
  | 'FailedGetExternalMetric';

export type LimitReason =
  | 'TooManyReplicas'
  | 'TooFewReplicas'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'DesiredWithinRange';

/** Why the controller decided as it did, in the words of its conditions. */
export type HpaReason =
  | LimitReason
  | FailedMetricReason
  | 'ScalingDisabled'
  | 'ScaleUpStabilized'
  | 'ScaleDownStabilized';

/** A condition of the status: whether it holds, and the reason as the controller writes it. */
export interface HpaCondition {
  readonly status: boolean;
  readonly reason: string;
}

export interface HpaConditions {
  readonly ableToScale: HpaCondition;
  /** Absent until the controller first judges it, as the next one. */
  readonly scalingActive?: HpaCondition;
  readonly scalingLimited?: HpaCondition;
}

export interface HpaDecision {
  readonly desiredReplicas: number;
  /** What the metrics ask for before windows, rates and bounds; `undefined` when they were not asked or failed. */
  readonly recommendedReplicas: number | undefined;
  /** Index of the metric that asks for the most replicas. */
  readonly decidingMetric: number | undefined;
  /** What held the decision back, or else that nothing did. */
  readonly reason: HpaReason;
  readonly conditions: HpaConditions;
  readonly state: HpaState;
}
