import type { HpaPolicy, MetricSpec } from '../hpa';
import type { KedaPolicy, KedaTrigger } from '../keda';
import type { AutoscalerPolicy } from '../replay';
import { changedRules, type SettingChange } from './change';

/** A policy with one setting changed; everything else stays as it is. */
export function applyChange(autoscaler: AutoscalerPolicy, change: SettingChange): AutoscalerPolicy {
  return autoscaler.kind === 'hpa'
    ? { kind: 'hpa', policy: changedHpa(autoscaler.policy, change) }
    : { kind: 'keda', policy: changedKeda(autoscaler.policy, change) };
}

function changedHpa(policy: HpaPolicy, change: SettingChange): HpaPolicy {
  switch (change.kind) {
    case 'window':
    case 'rate':
      return { ...policy, behavior: changedBehavior(policy, change) };
    case 'target':
      return {
        ...policy,
        metrics: replaced(policy.metrics, change.metric, (metric) => retargeted(metric, change.value)),
      };
    case 'minReplicas':
      return { ...policy, minReplicas: change.replicas };
    case 'cooldown':
      throw new TypeError('A HorizontalPodAutoscaler has no cooldown.');
  }
}

function changedKeda(policy: KedaPolicy, change: SettingChange): KedaPolicy {
  switch (change.kind) {
    case 'window':
    case 'rate':
      return { ...policy, behavior: changedBehavior(policy, change) };
    case 'target':
      return {
        ...policy,
        triggers: replaced(policy.triggers, change.metric, (each) => rethresholded(each, change.value)),
      };
    case 'minReplicas':
      return { ...policy, minReplicaCount: change.replicas };
    case 'cooldown':
      return { ...policy, cooldownPeriodSeconds: change.seconds };
  }
}

function changedBehavior(
  { behavior }: Pick<HpaPolicy, 'behavior'>,
  change: Extract<SettingChange, { kind: 'window' | 'rate' }>
) {
  return { ...behavior, [change.direction]: changedRules(behavior?.[change.direction], change) };
}

function retargeted<T extends MetricSpec>(metric: T, value: number): T {
  return { ...metric, target: { ...metric.target, value } };
}

function rethresholded(trigger: KedaTrigger, value: number): KedaTrigger {
  return trigger.type === 'external'
    ? { ...trigger, threshold: value }
    : { ...trigger, metric: retargeted(trigger.metric, value) };
}

function replaced<T>(items: readonly T[], index: number, by: (item: T) => T): readonly T[] {
  return items.map((item, i) => (i === index ? by(item) : item));
}
