import { BehaviorNormalizer } from './behavior';
import { LegacyNormalizer } from './legacy';
import type { Normalizer } from './normalizer';
import { Recommender } from './recommend';
import {
  DEFAULT_HPA_FLAGS,
  type HpaCondition,
  type HpaConditions,
  type HpaDecision,
  type HpaObservation,
  type HpaPolicy,
  type HpaReason,
  type HpaState,
} from './types';

type AbleReason =
  | 'SucceededGetScale'
  | 'SucceededRescale'
  | 'ReadyForNewScale'
  | 'ScaleUpStabilized'
  | 'ScaleDownStabilized';

/** What a controller knows when it first sees the object: its replicas are the first recommendation. */
export function initialHpaState(currentReplicas: number, nowSeconds: number): HpaState {
  const first = [{ atSeconds: nowSeconds, replicas: currentReplicas }];
  return { lowest: first, highest: first, scaleUpEvents: [], scaleDownEvents: [], conditions: {} };
}

/**
 * The Horizontal Pod Autoscaler (autoscaling/v2) for one object, with its memory. For a replay, which asks it for hundreds
 * of thousands of syncs; `hpaStep` is the same as a pure function. What a sync decided stands in the fields until the next.
 * Source: Kubernetes documentation, "Horizontal Pod Autoscaling"; `reconcileAutoscaler` in
 * `pkg/controller/podautoscaler/horizontal.go`.
 */
export class HpaController {
  desiredReplicas = 0;
  recommendedReplicas: number | undefined;
  decidingMetric: number | undefined;
  reason: HpaReason = 'DesiredWithinRange';
  private ableReason: AbleReason = 'SucceededGetScale';
  private scalingActive: HpaCondition | undefined;
  private scalingLimited: HpaCondition | undefined;
  private readonly recommender: Recommender;
  private readonly normalizer: Normalizer;

  constructor(
    private readonly policy: HpaPolicy,
    state: HpaState
  ) {
    const flags = { ...DEFAULT_HPA_FLAGS, ...policy.flags };
    this.recommender = new Recommender(policy, flags);
    this.normalizer = policy.behavior
      ? new BehaviorNormalizer(policy.behavior, policy, flags, state)
      : new LegacyNormalizer(policy, flags, state);
    this.scalingActive = state.conditions.scalingActive;
    this.scalingLimited = state.conditions.scalingLimited;
  }

  /** One sync: bounds, metrics, windows, rates. Returns the replicas to set. */
  sync(seen: HpaObservation): number {
    const { currentReplicas } = seen;
    const { minReplicas, maxReplicas } = this.policy;
    this.ableReason = 'SucceededGetScale';
    this.recommendedReplicas = undefined;
    this.decidingMetric = undefined;
    if (currentReplicas === 0 && minReplicas !== 0) {
      this.scalingActive = judged(this.scalingActive, false, 'ScalingDisabled');
      return this.stay(currentReplicas, 'ScalingDisabled');
    }
    if (currentReplicas > maxReplicas) {
      return this.scale(seen, maxReplicas, 'TooManyReplicas');
    }
    if (currentReplicas < minReplicas) {
      return this.scale(seen, minReplicas, 'TooFewReplicas');
    }
    return this.followMetrics(seen);
  }

  conditions(): HpaConditions {
    return {
      ableToScale: { status: true, reason: this.ableReason },
      scalingActive: this.scalingActive,
      scalingLimited: this.scalingLimited,
    };
  }

  state(): HpaState {
    const { scalingActive, scalingLimited } = this;
    return { ...this.normalizer.memory(), conditions: { scalingActive, scalingLimited } };
  }

  private followMetrics(seen: HpaObservation): number {
    const { currentReplicas, nowSeconds } = seen;
    const { recommender, normalizer } = this;
    recommender.ask(seen);
    if (recommender.failure !== undefined) {
      this.scalingActive = judged(this.scalingActive, false, recommender.failure);
      return this.stay(currentReplicas, recommender.failure);
    }
    this.scalingActive = judged(this.scalingActive, true, 'ValidMetricFound');
    const recommended = recommender.replicas;
    this.recommendedReplicas = recommended;
    this.decidingMetric = recommender.decidingMetric;

    const stabilized = normalizer.stabilize(recommended, currentReplicas, nowSeconds);
    const isHeld = stabilized !== recommended;
    this.ableReason = isHeld ? normalizer.stabilizedReason(recommended, currentReplicas) : 'ReadyForNewScale';
    const replicas = normalizer.limit(stabilized, currentReplicas, nowSeconds);
    const reason = normalizer.limitReason;
    const isLimited = replicas !== stabilized;
    this.scalingLimited = judged(this.scalingLimited, isLimited, reason);
    const because = isHeld && !isLimited ? normalizer.stabilizedReason(recommended, currentReplicas) : reason;
    return this.scale(seen, replicas, because);
  }

  private scale({ currentReplicas, nowSeconds }: HpaObservation, replicas: number, reason: HpaReason): number {
    if (replicas !== currentReplicas) {
      this.ableReason = 'SucceededRescale';
      this.normalizer.record(currentReplicas, replicas, nowSeconds);
    }
    return this.stay(replicas, reason);
  }

  private stay(replicas: number, reason: HpaReason): number {
    this.desiredReplicas = replicas;
    this.reason = reason;
    return replicas;
  }
}

/** The condition as it is now; the same object while nothing about it changes. */
function judged(before: HpaCondition | undefined, status: boolean, reason: string): HpaCondition {
  return before?.status === status && before.reason === reason ? before : { status, reason };
}

/**
 * One sync of the Horizontal Pod Autoscaler as a pure function: the state it returns is the state the next call takes. Call
 * it every 15 s as the controller does.
 */
export function hpaStep(policy: HpaPolicy, state: HpaState, seen: HpaObservation): HpaDecision {
  const controller = new HpaController(policy, state);
  const desiredReplicas = controller.sync(seen);
  const { recommendedReplicas, decidingMetric, reason } = controller;
  return {
    desiredReplicas,
    recommendedReplicas,
    decidingMetric,
    reason,
    conditions: controller.conditions(),
    state: controller.state(),
  };
}
