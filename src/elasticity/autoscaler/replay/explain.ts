import type { MetricSpec } from '../hpa';
import type { KedaReason } from '../keda';
import type { ReplayedChange } from './types';

/** What a reason means for somebody who reads why the replicas changed. */
const MEANINGS: Readonly<Record<KedaReason, string>> = {
  DesiredWithinRange: 'nothing held it back',
  ScaleUpStabilized: 'held by the scale-up window',
  ScaleDownStabilized: 'held by the scale-down window',
  ScaleUpLimit: 'limited by the scale-up rate',
  ScaleDownLimit: 'limited by the scale-down rate',
  TooManyReplicas: 'limited by the maximum',
  TooFewReplicas: 'lifted to the minimum',
  ScalingDisabled: 'the autoscaler is off at zero replicas',
  FailedGetResourceMetric: 'a metric of the pods failed',
  FailedGetContainerResourceMetric: 'a metric of the containers failed',
  FailedGetPodsMetric: 'a metric of the pods failed',
  FailedGetObjectMetric: 'a metric of an object failed',
  FailedGetExternalMetric: 'an external metric failed',
  Activated: 'KEDA: a trigger became active',
  Deactivated: 'KEDA: no trigger was active for the cooldown',
  BelowMinReplicaCount: 'KEDA: lifted to minReplicaCount',
  Paused: 'KEDA: paused',
  None: 'nothing was due',
};

/** Why the replicas changed, in one line: `External load asked for 9; limited by the scale-up rate`. */
export function explainChange(change: ReplayedChange, metrics: readonly MetricSpec[]): string {
  const { decidingMetric, recommendedReplicas, reason } = change;
  const metric = decidingMetric === undefined ? undefined : metrics[decidingMetric];
  return metric === undefined || recommendedReplicas === undefined
    ? MEANINGS[reason]
    : `${metric.type} ${metric.name} asked for ${recommendedReplicas}; ${MEANINGS[reason]}`;
}
