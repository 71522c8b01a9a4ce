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

/** The reasons of a controller that follows its metrics, and of one that nothing holds back. */
const ACTIVE = 'ValidMetricFound';
const UNLIMITED = 'DesiredWithinRange';

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
  /** The reasons of these conditions, which say whether they hold. */
  private activeReason: string | undefined;
  private limitedReason: string | undefined;
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
    this.activeReason = state.conditions.scalingActive?.reason;
    this.limitedReason = state.conditions.scalingLimited?.reason;
  }

  /** One sync: bounds, metrics, windows, rates. Returns the replicas to set. */
  sync(seen: HpaObservation): number {
    const { currentReplicas } = seen;
    const { minReplicas, maxReplicas } = this.policy;
    this.ableReason = 'SucceededGetScale';
    this.recommendedReplicas = undefined;
    this.decidingMetric = undefined;
    if (currentReplicas === 0 && minReplicas !== 0) {
      this.activeReason = 'ScalingDisabled';
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
      scalingActive: condition(this.activeReason, this.activeReason === ACTIVE),
      scalingLimited: condition(this.limitedReason, this.limitedReason !== UNLIMITED),
    };
  }

  state(): HpaState {
    const { scalingActive, scalingLimited } = this.conditions();
    return { ...this.normalizer.memory(), conditions: { scalingActive, scalingLimited } };
  }

  private followMetrics(seen: HpaObservation): number {
    const { currentReplicas, nowSeconds } = seen;
    const { recommender, normalizer } = this;
    recommender.ask(seen);
    if (recommender.failure !== undefined) {
      this.activeReason = recommender.failure;
      return this.stay(currentReplicas, recommender.failure);
    }
    this.activeReason = ACTIVE;
    const recommended = recommender.replicas;
    this.recommendedReplicas = recommended;
    this.decidingMetric = recommender.decidingMetric;

    const stabilized = normalizer.stabilize(recommended, currentReplicas, nowSeconds);
    const isHeld = stabilized !== recommended;
    this.ableReason = isHeld ? normalizer.stabilizedReason(recommended, currentReplicas) : 'ReadyForNewScale';
    const replicas = normalizer.limit(stabilized, currentReplicas, nowSeconds);
    const reason = normalizer.limitReason;
    this.limitedReason = reason;
    const because = isHeld && reason === UNLIMITED ? normalizer.stabilizedReason(recommended, currentReplicas) : reason;
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

function condition(reason: string | undefined, status: boolean): HpaCondition | undefined {
  return reason === undefined ? undefined : { status, reason };
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
