import type { PodMetricSpec } from '../hpa';
import {
  DEFAULT_KEDA_TIMES,
  type KedaAnnotations,
  type KedaFallback,
  type KedaPolicy,
  type KedaTrigger,
} from '../keda';
import { readBehavior } from './behavior';
import { required, type Field } from './field';
import { TARGET_FIELDS } from './hpaManifest';

const DEFAULT_MAX_REPLICAS = 100;
const PREFIX = 'autoscaling.keda.sh/';

const SPEC_FIELDS = [
  'scaleTargetRef',
  'pollingInterval',
  'initialCooldownPeriod',
  'cooldownPeriod',
  'idleReplicaCount',
  'minReplicaCount',
  'maxReplicaCount',
  'advanced',
  'triggers',
  'fallback',
];

/** The `spec` of a ScaledObject (keda.sh/v1alpha1), with the annotations that pause it. */
export function readScaledObject(spec: Field, annotations: Field | undefined): KedaPolicy {
  const fields = spec.fields(SPEC_FIELDS);
  required(fields, 'scaleTargetRef', spec).fields([...TARGET_FIELDS, 'envSourceContainerName']);
  const minReplicaCount = fields.get('minReplicaCount')?.integer(0) ?? 0;
  const idle = fields.get('idleReplicaCount');
  const advanced = fields.get('advanced');
  const fallback = fields.get('fallback');
  const triggersField = required(fields, 'triggers', spec);
  const triggers = triggersField.items().map(readTrigger);
  return {
    minReplicaCount,
    maxReplicaCount: readMaximum(fields.get('maxReplicaCount'), minReplicaCount, spec),
    idleReplicaCount: idle && readIdle(idle, minReplicaCount),
    triggers: triggers.length > 0 ? triggers : triggersField.fail('is empty; at least one trigger is needed.'),
    pollingIntervalSeconds: fields.get('pollingInterval')?.integer(1) ?? DEFAULT_KEDA_TIMES.pollingIntervalSeconds,
    cooldownPeriodSeconds: fields.get('cooldownPeriod')?.integer(0) ?? DEFAULT_KEDA_TIMES.cooldownPeriodSeconds,
    initialCooldownPeriodSeconds: fields.get('initialCooldownPeriod')?.integer(0),
    fallback: fallback && readFallback(fallback),
    behavior: advanced && readAdvanced(advanced),
    ...readAnnotations(annotations),
  };
}

function readMaximum(field: Field | undefined, minimum: number, spec: Field): number {
  if (field !== undefined) {
    return field.integer(Math.max(1, minimum));
  }
  return minimum <= DEFAULT_MAX_REPLICAS
    ? DEFAULT_MAX_REPLICAS
    : spec.fail(`minReplicaCount is above the default maximum of ${DEFAULT_MAX_REPLICAS}; write maxReplicaCount.`);
}

function readIdle(field: Field, minReplicaCount: number): number {
  return minReplicaCount > 0 ? field.integer(0, 0) : field.fail('needs a minReplicaCount above it.');
}

function readFallback(field: Field): KedaFallback {
  const fields = field.fields(['failureThreshold', 'replicas', 'behavior']);
  return {
    failureThreshold: required(fields, 'failureThreshold', field).integer(0),
    replicas: required(fields, 'replicas', field).integer(0),
    behavior: fields
      .get('behavior')
      ?.oneOf(['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower']),
  };
}

function readAdvanced(field: Field) {
  const fields = field.fields(['horizontalPodAutoscalerConfig', 'restoreToOriginalReplicaCount', 'scalingModifiers']);
  fields.get('scalingModifiers')?.fail('formulas cannot be replayed.');
  const behavior = fields.get('horizontalPodAutoscalerConfig')?.fields(['behavior', 'name']).get('behavior');
  return behavior && readBehavior(behavior);
}

function readTrigger(field: Field, index: number): KedaTrigger {
  const fields = field.fields(['type', 'name', 'metadata', 'authenticationRef', 'metricType', 'useCachedMetrics']);
  const type = required(fields, 'type', field).oneOf(['prometheus', 'cpu', 'memory']);
  const metadata = required(fields, 'metadata', field);
  const values = metadata.fields();
  if (type !== 'prometheus') {
    return { type: 'resource', metric: readResource(type, fields.get('metricType'), field, values, metadata) };
  }
  return {
    type: 'external',
    name: `s${index}-prometheus`,
    metricType: fields.get('metricType')?.oneOf(['AverageValue', 'Value']) ?? 'AverageValue',
    threshold: aboveZero(required(values, 'threshold', metadata)),
    activationThreshold: values.get('activationThreshold')?.number(-Infinity) ?? 0,
    useCachedMetrics: fields.get('useCachedMetrics')?.boolean(),
  };
}

function readResource(
  name: 'cpu' | 'memory',
  metricType: Field | undefined,
  trigger: Field,
  values: ReadonlyMap<string, Field>,
  metadata: Field
): Exclude<PodMetricSpec, { type: 'Pods' }> {
  const type = (metricType ?? trigger.fail('has no metricType.')).oneOf(['Utilization', 'AverageValue']);
  const value = required(values, 'value', metadata);
  const container = values.get('containerName')?.text();
  const target = type === 'Utilization' ? { type, value: aboveZero(value) } : { type, value: value.quantity() };
  return container === undefined
    ? { type: 'Resource', name, target }
    : { type: 'ContainerResource', name, container, target };
}

function aboveZero(field: Field): number {
  const number = field.number(0);
  return number > 0 ? number : field.fail('0 has to be above 0.');
}

/** As KEDA reads them: what is not clearly false counts as true. */
function readAnnotations(annotations: Field | undefined): KedaAnnotations {
  const values = annotations?.fields() ?? new Map<string, Field>();
  const isSet = (name: string) => {
    const value = values.get(`${PREFIX}${name}`)?.scalar();
    return value === undefined ? undefined : !['false', 'False', 'FALSE', 'f', 'F', '0'].includes(String(value));
  };
  return {
    paused: isSet('paused'),
    pausedReplicas: values.get(`${PREFIX}paused-replicas`)?.number(0),
    pausedScaleIn: isSet('paused-scale-in'),
    pausedScaleOut: isSet('paused-scale-out'),
    forceActivation: isSet('force-activation'),
  };
}
