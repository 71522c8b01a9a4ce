import type { AverageValueTarget, MetricSpec, UtilizationTarget, ValueTarget } from '../hpa';
import { required, type Field } from './field';

/** The field of a metric source, by the type of the metric. */
export const METRIC_SOURCES = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
} as const;

export function readMetrics(field: Field): readonly MetricSpec[] {
  return field.items().map(readMetric);
}

function readMetric(field: Field): MetricSpec {
  const fields = field.fields(['type', ...Object.values(METRIC_SOURCES)]);
  const type = required(fields, 'type', field).oneOf(Object.keys(METRIC_SOURCES) as Array<keyof typeof METRIC_SOURCES>);
  const source = required(fields, METRIC_SOURCES[type], field);
  switch (type) {
    case 'Resource': {
      const inner = source.fields(['name', 'target']);
      const name = required(inner, 'name', source).text();
      return { type, name, target: resourceTarget(required(inner, 'target', source)) };
    }
    case 'ContainerResource': {
      const inner = source.fields(['name', 'container', 'target']);
      return {
        type,
        name: required(inner, 'name', source).text(),
        container: required(inner, 'container', source).text(),
        target: resourceTarget(required(inner, 'target', source)),
      };
    }
    case 'Pods': {
      const inner = source.fields(['metric', 'target']);
      const target = required(inner, 'target', source);
      const fields = targetFields(target, ['AverageValue']);
      return { type, name: metricName(source, inner), target: averageValue(fields, target) };
    }
    case 'Object': {
      const inner = source.fields(['describedObject', 'metric', 'target']);
      required(inner, 'describedObject', source).fields(['apiVersion', 'kind', 'name']);
      return { type, name: metricName(source, inner), target: totalTarget(required(inner, 'target', source)) };
    }
    case 'External': {
      const inner = source.fields(['metric', 'target']);
      return { type, name: metricName(source, inner), target: totalTarget(required(inner, 'target', source)) };
    }
  }
}

function metricName(source: Field, fields: ReadonlyMap<string, Field>): string {
  const metric = required(fields, 'metric', source);
  return required(metric.fields(['name', 'selector']), 'name', metric).text();
}

export const TARGET_VALUES = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
} as const;

function targetFields(target: Field, types: ReadonlyArray<keyof typeof TARGET_VALUES>): ReadonlyMap<string, Field> {
  const fields = target.fields(['type', ...Object.values(TARGET_VALUES)]);
  required(fields, 'type', target).oneOf(types);
  return fields;
}

function averageValue(fields: ReadonlyMap<string, Field>, target: Field): AverageValueTarget {
  return { type: 'AverageValue', value: required(fields, TARGET_VALUES.AverageValue, target).quantity() };
}

function resourceTarget(target: Field): UtilizationTarget | AverageValueTarget {
  const fields = targetFields(target, ['Utilization', 'AverageValue']);
  return fields.get('type')?.scalar() === 'Utilization'
    ? { type: 'Utilization', value: required(fields, TARGET_VALUES.Utilization, target).integer(1) }
    : averageValue(fields, target);
}

function totalTarget(target: Field): ValueTarget | AverageValueTarget {
  const fields = targetFields(target, ['Value', 'AverageValue']);
  return fields.get('type')?.scalar() === 'Value'
    ? { type: 'Value', value: required(fields, TARGET_VALUES.Value, target).quantity() }
    : averageValue(fields, target);
}
