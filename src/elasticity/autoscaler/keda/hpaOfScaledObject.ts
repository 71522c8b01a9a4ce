import type { HpaPolicy, MetricSpec, ScalingBehavior } from '../hpa';
import type { KedaPolicy, KedaTrigger } from './types';

/**
 * The HorizontalPodAutoscaler that KEDA creates for a ScaledObject: it scales between 1 and the maximum. A pause of one
 * direction disables that direction in it, which also gives it a `behavior` when it had none.
 * Source: `newHPAForScaledObject` in `controllers/keda/hpa.go`.
 */
export function hpaOfScaledObject(policy: KedaPolicy): HpaPolicy {
  return {
    minReplicas: Math.max(1, policy.minReplicaCount),
    maxReplicas: policy.maxReplicaCount,
    metrics: policy.triggers.map(metricOf),
    behavior: behaviorOf(policy),
    flags: policy.flags,
  };
}

function metricOf(trigger: KedaTrigger): MetricSpec {
  if (trigger.type === 'resource') {
    return trigger.metric;
  }
  const { name, metricType, threshold } = trigger;
  return { type: 'External', name, target: { type: metricType, value: threshold } };
}

function behaviorOf({ behavior, pausedScaleIn, pausedScaleOut }: KedaPolicy): ScalingBehavior | undefined {
  if (pausedScaleIn !== true && pausedScaleOut !== true) {
    return behavior;
  }
  return {
    scaleUp: pausedScaleOut === true ? { ...behavior?.scaleUp, selectPolicy: 'Disabled' } : behavior?.scaleUp,
    scaleDown: pausedScaleIn === true ? { ...behavior?.scaleDown, selectPolicy: 'Disabled' } : behavior?.scaleDown,
  };
}
