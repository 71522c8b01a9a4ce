import type { HpaPolicy, MetricSpec } from '../hpa';
import { readBehavior } from './behavior';
import { required, type Field } from './field';
import { readMetrics } from './metrics';

/** What the API sets when a HorizontalPodAutoscaler names no metric. */
export const DEFAULT_METRICS: readonly MetricSpec[] = [
  { type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 80 } },
];

export const TARGET_FIELDS = ['apiVersion', 'kind', 'name'] as const;

/** The `spec` of a HorizontalPodAutoscaler (autoscaling/v2). */
export function readHpaSpec(spec: Field): HpaPolicy {
  const fields = spec.fields(['scaleTargetRef', 'minReplicas', 'maxReplicas', 'metrics', 'behavior']);
  required(fields, 'scaleTargetRef', spec).fields(TARGET_FIELDS);
  const metricsField = fields.get('metrics');
  const metrics = metricsField === undefined ? DEFAULT_METRICS : readMetrics(metricsField);
  const minReplicas = fields.get('minReplicas')?.integer(0) ?? 1;
  const behavior = fields.get('behavior');
  if (minReplicas === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External')) {
    required(fields, 'minReplicas', spec).fail('0 needs a metric of type Object or External.');
  }
  return {
    minReplicas,
    maxReplicas: required(fields, 'maxReplicas', spec).integer(Math.max(1, minReplicas)),
    metrics: metrics.length > 0 ? metrics : DEFAULT_METRICS,
    behavior: behavior && readBehavior(behavior),
  };
}
