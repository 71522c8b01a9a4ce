/** A target of one metric of a HorizontalPodAutoscaler (autoscaling/v2 MetricTarget). */
export type MetricTarget =
  /** Mean utilization in whole percent of the pods' requests. */
  | { readonly type: 'Utilization'; readonly value: number }
  /** The total divided by the number of replicas. */
  | { readonly type: 'AverageValue'; readonly value: number }
  /** The total as it is. */
  | { readonly type: 'Value'; readonly value: number };

/** One metric of the policy: what it is called, where it comes from, what it should be. */
export interface MetricSpec {
  readonly type: 'Resource' | 'External';
  readonly name: string;
  readonly target: MetricTarget;
}

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
  /** Relative deviation from the target that is left alone in this direction. */
  readonly tolerance?: number;
}

/** The part of a HorizontalPodAutoscaler (autoscaling/v2) that decides. */
export interface HpaPolicy {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly MetricSpec[];
  /** When absent, the controller's older path decides: one downscale window and a doubling limit. */
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
  /** The controller's `--horizontal-pod-autoscaler-tolerance`, 0.1 by default. */
  readonly toleranceRatio?: number;
}

/** What the controller sees at one sync. */
export interface HpaObservation {
  readonly nowSeconds: number;
  /** Replicas of the scaled object, ready or not. */
  readonly currentReplicas: number;
  readonly readyReplicas: number;
  /**
   * One value for each metric of the policy: the total of an External metric, the mean utilization percent over ready
   * pods of a Resource metric; `undefined` where it could not be had.
   */
  readonly metrics: ReadonlyArray<number | undefined>;
}

interface Recommendation {
  readonly atSeconds: number;
  readonly replicas: number;
}

interface ScaleEvent {
  readonly atSeconds: number;
  /** Replicas added or removed, always positive. */
  readonly change: number;
}

/** What the controller remembers between two syncs. Treat it as opaque. */
export interface HpaState {
  readonly recommendations: readonly Recommendation[];
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
}

/** Why the controller decided as it did, in the words of its conditions. */
export type HpaReason =
  | 'ScalingDisabled'
  | 'FailedGetMetrics'
  | 'TooManyReplicas'
  | 'TooFewReplicas'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'DesiredWithinRange';

export interface HpaDecision {
  readonly desiredReplicas: number;
  readonly reason: HpaReason;
  readonly conditions: { readonly scalingActive: boolean; readonly scalingLimited: boolean };
  readonly state: HpaState;
}
