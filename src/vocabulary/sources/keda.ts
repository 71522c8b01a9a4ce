import type { MetricDefinition, SourceDefinition } from '../types';

const TRIGGER = ['namespace', 'exported_namespace', 'scaledObject', 'metric', 'type'] as const;
const SCALED_OBJECT = ['namespace', 'exported_namespace', 'scaledObject'] as const;

/** Metrics of the KEDA operator that the adapter reads. Names and labels: KEDA, pkg/metricscollector, and its changelog. */
export const KEDA = {
  scalerActive: {
    name: 'keda_scaler_active',
    type: 'gauge',
    unit: '1',
    labels: TRIGGER,
    help: '1 while the trigger is active.',
  },
  scalerMetricsValue: {
    name: 'keda_scaler_metrics_value',
    type: 'gauge',
    unit: '1',
    labels: TRIGGER,
    help: 'Value of the trigger.',
  },
  scalerErrors: {
    name: 'keda_scaler_detail_errors_total',
    type: 'counter',
    unit: '1',
    labels: TRIGGER,
    help: 'Errors of the trigger.',
  },
  scalerErrorsBefore214: {
    name: 'keda_scaler_errors',
    type: 'counter',
    unit: '1',
    labels: TRIGGER,
    help: 'The same, until 2.16.',
  },
  scaledObjectErrors: {
    name: 'keda_scaled_object_errors_total',
    type: 'counter',
    unit: '1',
    labels: SCALED_OBJECT,
    help: 'Errors of the ScaledObject, those of its triggers included, each once or twice.',
  },
  scaledObjectErrorsBefore214: {
    name: 'keda_scaled_object_errors',
    type: 'counter',
    unit: '1',
    labels: SCALED_OBJECT,
    help: 'The same, until 2.16.',
  },
  scaledJobErrors: {
    name: 'keda_scaled_job_errors_total',
    type: 'counter',
    unit: '1',
    labels: ['namespace', 'exported_namespace', 'scaledJob'],
    help: 'Errors of the ScaledJob.',
  },
  registered: {
    name: 'keda_resource_registered_total',
    type: 'gauge',
    unit: '1',
    labels: ['namespace', 'exported_namespace', 'type'],
    help: 'ScaledObjects, ScaledJobs and other objects of a namespace that KEDA knows.',
  },
  registeredBefore214: {
    name: 'keda_resource_totals',
    type: 'gauge',
    unit: '1',
    labels: ['namespace', 'exported_namespace', 'type'],
    help: 'The same, until 2.16.',
  },
  scaledObjectPaused: {
    name: 'keda_scaled_object_paused',
    type: 'gauge',
    unit: '1',
    labels: [...SCALED_OBJECT, 'horizontalpodautoscaler'],
    help: '1 while the ScaledObject is paused, else 0. The scrape adds horizontalpodautoscaler, or workload.',
  },
  emptyResponses: {
    name: 'keda_scaler_empty_upstream_responses_total',
    type: 'counter',
    unit: '1',
    labels: ['namespace', 'exported_namespace', 'scaledResource', 'resourceType'],
    help: 'Answers without a value from what the trigger asks (after 2.19).',
  },
} as const satisfies Record<string, MetricDefinition>;

export const KEDA_SOURCE: SourceDefinition = {
  name: 'keda',
  title: 'KEDA operator',
  adapter: 'keda.yml',
  answers: 'Whether a trigger is active, its value and its errors; whether scaling is paused.',
  lost: 'Why a workload stays at zero or does not scale: failing triggers, a forgotten pause.',
  metrics: KEDA,
};
