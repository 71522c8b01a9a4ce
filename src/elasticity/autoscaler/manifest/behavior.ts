import type { ScalingBehavior, ScalingPolicy, ScalingRules } from '../hpa';
import { required, type Field } from './field';

/** Limits of autoscaling/v2 (`pkg/apis/autoscaling/validation`). */
const LONGEST_WINDOW_SECONDS = 3600;
const LONGEST_PERIOD_SECONDS = 1800;

export function readBehavior(field: Field): ScalingBehavior {
  const fields = field.fields(['scaleUp', 'scaleDown']);
  return { scaleUp: optionalRules(fields.get('scaleUp')), scaleDown: optionalRules(fields.get('scaleDown')) };
}

function optionalRules(field: Field | undefined): ScalingRules | undefined {
  if (field === undefined) {
    return undefined;
  }
  const fields = field.fields(['stabilizationWindowSeconds', 'selectPolicy', 'policies', 'tolerance']);
  const policies = fields.get('policies');
  return {
    stabilizationWindowSeconds: fields.get('stabilizationWindowSeconds')?.integer(0, LONGEST_WINDOW_SECONDS),
    selectPolicy: fields.get('selectPolicy')?.oneOf(['Max', 'Min', 'Disabled']),
    policies: policies && readPolicies(policies),
    tolerance: fields.get('tolerance')?.quantity(true),
  };
}

function readPolicies(field: Field): readonly ScalingPolicy[] {
  const policies = field.items().map((item) => {
    const fields = item.fields(['type', 'value', 'periodSeconds']);
    return {
      type: required(fields, 'type', item).oneOf(['Pods', 'Percent']),
      value: required(fields, 'value', item).integer(1),
      periodSeconds: required(fields, 'periodSeconds', item).integer(1, LONGEST_PERIOD_SECONDS),
    };
  });
  return policies.length > 0 ? policies : field.fail('is empty; leave it out or write at least one policy.');
}
