import type { ScalingPolicy } from '../hpa';
import { metricsOf, type AutoscalerPolicy } from '../replay';
import type { Direction, SettingChange } from './change';
import { policiesOf, windowOf } from './knobs';

const WAYS: Readonly<Record<Direction, string>> = { scaleUp: 'scale-up', scaleDown: 'scale-down' };

/** A change in words: `scale-down window: 300 s → 600 s`. */
export function describeChange(change: SettingChange, present: AutoscalerPolicy): string {
  switch (change.kind) {
    case 'window':
      return `${WAYS[change.direction]} window: ${windowOf(present, change.direction)} s → ${change.seconds} s`;
    case 'rate': {
      const before = policiesOf(present, change.direction).map(rate).join(' or ');
      return `${WAYS[change.direction]} rate: ${before} → ${rate(change.policy)}`;
    }
    case 'target': {
      const { name, target } = metricsOf(present)[change.metric];
      const unit = target.type === 'Utilization' ? ' %' : '';
      return `target of ${name}: ${target.value}${unit} → ${change.value}${unit}`;
    }
    case 'minReplicas':
      return `minimum: ${minimumOf(present)} → ${change.replicas} replicas`;
    case 'cooldown':
      return `cooldown: ${cooldownOf(present)} s → ${change.seconds} s`;
  }
}

function rate({ type, value, periodSeconds }: ScalingPolicy): string {
  return `${value}${type === 'Percent' ? ' %' : value === 1 ? ' pod' : ' pods'} per ${periodSeconds} s`;
}

function minimumOf({ kind, policy }: AutoscalerPolicy): number {
  return kind === 'hpa' ? policy.minReplicas : policy.minReplicaCount;
}

function cooldownOf({ kind, policy }: AutoscalerPolicy): number {
  return kind === 'keda' ? policy.cooldownPeriodSeconds : 0;
}
