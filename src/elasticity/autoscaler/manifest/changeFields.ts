import type { Path } from '../../../yaml/setValue';
import type { Value } from '../../../yaml/value';
import type { SettingChange } from '../advise';
import { type HpaPolicy, type MetricSpec } from '../hpa';
import type { KedaPolicy, KedaTrigger } from '../keda';
import type { AutoscalerPolicy } from '../replay';
import { DEFAULT_METRICS } from './hpaManifest';
import { METRIC_SOURCES, TARGET_VALUES } from './metrics';
import { formatQuantity } from './quantity';

/** A field of a manifest and what it is to say. */
export interface FieldEdit {
  readonly path: Path;
  readonly value: Value;
}

const BEHAVIOR = {
  hpa: ['spec', 'behavior'],
  keda: ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior'],
} as const;

/** The fields that a change of the settings changes. */
export function fieldEdits(autoscaler: AutoscalerPolicy, change: SettingChange): readonly FieldEdit[] {
  const { kind, policy } = autoscaler;
  switch (change.kind) {
    case 'window': {
      const path = [...BEHAVIOR[kind], change.direction, 'stabilizationWindowSeconds'];
      return [{ path, value: change.seconds }];
    }
    case 'rate':
      return rateEdits([...BEHAVIOR[kind], change.direction, 'policies'], policy, change);
    case 'target':
      return [kind === 'hpa' ? metricEdit(policy, change) : triggerEdit(policy, change)];
    case 'minReplicas':
      return [{ path: ['spec', kind === 'hpa' ? 'minReplicas' : 'minReplicaCount'], value: change.replicas }];
    case 'cooldown':
      return [{ path: ['spec', 'cooldownPeriod'], value: change.seconds }];
  }
}

/** One policy becomes another field by field, so that its comments stay; several become one list. */
function rateEdits(
  path: Path,
  { behavior }: Pick<HpaPolicy, 'behavior'>,
  { direction, policy }: Extract<SettingChange, { kind: 'rate' }>
): readonly FieldEdit[] {
  const [present, second] = behavior?.[direction]?.policies ?? [];
  if (present === undefined || second !== undefined) {
    return [{ path, value: [{ ...policy }] }];
  }
  return (['type', 'value', 'periodSeconds'] as const)
    .filter((field) => present[field] !== policy[field])
    .map((field) => ({ path: [...path, 0, field], value: policy[field] }));
}

type TargetChange = Extract<SettingChange, { kind: 'target' }>;

function metricEdit({ metrics }: HpaPolicy, { metric: index, value }: TargetChange): FieldEdit {
  const metric = metrics[index];
  const amount = amountOf(metric, value);
  const field = TARGET_VALUES[metric.target.type];
  if (metrics !== DEFAULT_METRICS) {
    return { path: ['spec', 'metrics', index, METRIC_SOURCES[metric.type], 'target', field], value: amount };
  }
  // The manifest names no metric; what the API sets then has to be written out.
  const target = { type: metric.target.type, [field]: amount };
  const source = { [METRIC_SOURCES[metric.type]]: { name: metric.name, target } };
  return { path: ['spec', 'metrics'], value: [{ type: metric.type, ...source }] };
}

/** The metadata of a trigger are texts. */
function triggerEdit({ triggers }: KedaPolicy, { metric: index, value }: TargetChange): FieldEdit {
  const [field, amount] = metadataOf(triggers[index], value);
  return { path: ['spec', 'triggers', index, 'metadata', field], value: String(amount) };
}

function metadataOf(trigger: KedaTrigger, value: number): readonly [string, number | string] {
  return trigger.type === 'external' ? ['threshold', value] : ['value', amountOf(trigger.metric, value)];
}

function amountOf({ target }: MetricSpec, value: number): number | string {
  return target.type === 'Utilization' ? value : formatQuantity(value);
}
