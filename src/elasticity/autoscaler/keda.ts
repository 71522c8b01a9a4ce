import { hpaStep, initialHpaState } from './hpa';
import type { HpaDecision, HpaObservation, HpaPolicy, HpaState } from './types';

/** The part of a KEDA ScaledObject with one Prometheus trigger (AverageValue) that decides. Defaults as in KEDA 2. */
export interface KedaPolicy {
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  /** Load that one replica should carry. */
  readonly threshold: number;
  /** The trigger is active while the load is strictly above this. */
  readonly activationThreshold: number;
  readonly pollingIntervalSeconds: number;
  /** How long after the trigger was last active the last replica is stopped. */
  readonly cooldownPeriodSeconds: number;
  readonly behavior?: HpaPolicy['behavior'];
}

/** What KEDA and the autoscaler below it remember between two steps. Treat it as opaque. */
export interface KedaState {
  readonly hpa: HpaState;
  readonly polledAtSeconds: number;
  readonly lastActiveSeconds: number | undefined;
  readonly createdAtSeconds: number;
}

export interface KedaDecision extends Omit<HpaDecision, 'state'> {
  readonly state: KedaState;
}

/** What KEDA knows when the ScaledObject was just created. */
export function initialKedaState(currentReplicas: number, nowSeconds: number): KedaState {
  return {
    hpa: initialHpaState(currentReplicas, nowSeconds),
    polledAtSeconds: Number.NEGATIVE_INFINITY,
    lastActiveSeconds: undefined,
    createdAtSeconds: nowSeconds,
  };
}

/** The HorizontalPodAutoscaler that KEDA creates for the ScaledObject: it scales between 1 and the maximum. */
export function hpaOfScaledObject(policy: KedaPolicy): HpaPolicy {
  return {
    minReplicas: Math.max(1, policy.minReplicaCount),
    maxReplicas: policy.maxReplicaCount,
    metrics: [{ type: 'External', name: 's0-prometheus', target: { type: 'AverageValue', value: policy.threshold } }],
    behavior: policy.behavior,
  };
}

/**
 * One step of KEDA with the autoscaler below it; call it at every sync of the autoscaler (15 s). KEDA itself looks once
 * each polling interval and owns the steps between 0 and 1; the rest is the autoscaler's. A failing trigger
 * (`metrics[0]` undefined) never stops the last replica.
 * Source: KEDA documentation, "Scaling Deployments"; `pkg/scaling/executor/scale_scaledobjects.go`.
 */
export function kedaStep(policy: KedaPolicy, state: KedaState, seen: HpaObservation): KedaDecision {
  const { nowSeconds, currentReplicas } = seen;
  const load = seen.metrics[0];
  const polls = nowSeconds - state.polledAtSeconds >= policy.pollingIntervalSeconds;
  const active = load !== undefined && load > policy.activationThreshold;
  const next: KedaState = {
    ...state,
    polledAtSeconds: polls ? nowSeconds : state.polledAtSeconds,
    lastActiveSeconds: polls && active ? nowSeconds : state.lastActiveSeconds,
  };
  const decideItself = (desiredReplicas: number, hpa: HpaState): KedaDecision => ({
    desiredReplicas,
    reason: 'DesiredWithinRange',
    conditions: { scalingActive: desiredReplicas > 0, scalingLimited: false },
    state: { ...next, hpa },
  });

  if (currentReplicas === 0) {
    const wanted = policy.minReplicaCount > 0 || (polls && active) ? Math.max(1, policy.minReplicaCount) : 0;
    return decideItself(wanted, wanted > 0 ? initialHpaState(wanted, nowSeconds) : state.hpa);
  }
  const cooledDown = nowSeconds - (next.lastActiveSeconds ?? next.createdAtSeconds) >= policy.cooldownPeriodSeconds;
  if (policy.minReplicaCount === 0 && polls && !active && load !== undefined && cooledDown) {
    return decideItself(0, state.hpa);
  }
  const decision = hpaStep(hpaOfScaledObject(policy), state.hpa, seen);
  return { ...decision, state: { ...next, hpa: decision.state } };
}
