import { limitRate, longestPeriodSeconds, longestWindowSeconds, stabilize } from './behavior';
import { recommendReplicas } from './recommend';
import type { HpaDecision, HpaObservation, HpaPolicy, HpaReason, HpaState } from './types';

/** The controller's `--horizontal-pod-autoscaler-downscale-stabilization`; it decides when `behavior` is absent. */
const DOWNSCALE_STABILIZATION_SECONDS = 300;

/** Without `behavior` one sync may at most double the replicas, or go to this many. */
const SCALE_UP_LIMIT_MINIMUM = 4;
const SCALE_UP_LIMIT_FACTOR = 2;

/** What a controller knows when it first sees the object: its replicas are the first recommendation. */
export function initialHpaState(currentReplicas: number, nowSeconds: number): HpaState {
  return {
    recommendations: [{ atSeconds: nowSeconds, replicas: currentReplicas }],
    scaleUpEvents: [],
    scaleDownEvents: [],
  };
}

function limitWithoutBehavior(
  policy: HpaPolicy,
  state: HpaState,
  seen: HpaObservation,
  recommended: number
): { replicas: number; reason: HpaReason } {
  const since = seen.nowSeconds - DOWNSCALE_STABILIZATION_SECONDS;
  const recent = state.recommendations.filter(({ atSeconds }) => atSeconds >= since).map(({ replicas }) => replicas);
  const stabilized = Math.max(recommended, ...recent);
  const byRate = Math.max(SCALE_UP_LIMIT_FACTOR * seen.currentReplicas, SCALE_UP_LIMIT_MINIMUM);
  const highest = Math.min(policy.maxReplicas, byRate);
  if (stabilized < policy.minReplicas) {
    return { replicas: policy.minReplicas, reason: 'TooFewReplicas' };
  }
  if (stabilized > highest) {
    return { replicas: highest, reason: policy.maxReplicas > byRate ? 'ScaleUpLimit' : 'TooManyReplicas' };
  }
  return { replicas: stabilized, reason: 'DesiredWithinRange' };
}

function remember(
  policy: HpaPolicy,
  state: HpaState,
  seen: HpaObservation,
  recommended: number,
  decided: number
): HpaState {
  const window = policy.behavior ? longestWindowSeconds(policy) : DOWNSCALE_STABILIZATION_SECONDS;
  const period = longestPeriodSeconds(policy);
  const { nowSeconds } = seen;
  const change = decided - seen.currentReplicas;
  const recentEvents = (events: HpaState['scaleUpEvents'], newest: number) => [
    ...events.filter(({ atSeconds }) => atSeconds > nowSeconds - period),
    ...(newest > 0 ? [{ atSeconds: nowSeconds, change: newest }] : []),
  ];
  return {
    recommendations: [
      ...state.recommendations.filter(({ atSeconds }) => atSeconds >= nowSeconds - window),
      { atSeconds: nowSeconds, replicas: recommended },
    ],
    scaleUpEvents: recentEvents(state.scaleUpEvents, change),
    scaleDownEvents: recentEvents(state.scaleDownEvents, -change),
  };
}

/**
 * One sync of the Horizontal Pod Autoscaler (autoscaling/v2): bounds, metrics, stabilization windows, rate policies.
 * Pure: the state it returns is the state the next call takes. Call it every 15 s as the controller does.
 * Source: Kubernetes documentation, "Horizontal Pod Autoscaling"; controller `pkg/controller/podautoscaler/horizontal.go`.
 */
export function hpaStep(policy: HpaPolicy, state: HpaState, seen: HpaObservation): HpaDecision {
  const { currentReplicas } = seen;
  const decide = (replicas: number, reason: HpaReason, nextState: HpaState, scalingActive = true): HpaDecision => ({
    desiredReplicas: replicas,
    reason,
    conditions: { scalingActive, scalingLimited: scalingActive && reason !== 'DesiredWithinRange' },
    state: nextState,
  });

  if (currentReplicas === 0 && policy.minReplicas !== 0) {
    return decide(0, 'ScalingDisabled', state, false);
  }
  if (currentReplicas > policy.maxReplicas) {
    return decide(policy.maxReplicas, 'TooManyReplicas', state);
  }
  if (currentReplicas < policy.minReplicas) {
    return decide(policy.minReplicas, 'TooFewReplicas', state);
  }

  const recommended = recommendReplicas(policy, seen);
  if (recommended === undefined) {
    return decide(currentReplicas, 'FailedGetMetrics', state, false);
  }
  const { replicas, reason } = policy.behavior
    ? limitRate(
        policy,
        state,
        seen.nowSeconds,
        currentReplicas,
        stabilize(policy, state, seen.nowSeconds, currentReplicas, recommended)
      )
    : limitWithoutBehavior(policy, state, seen, recommended);
  return decide(replicas, reason, remember(policy, state, seen, recommended, replicas));
}
