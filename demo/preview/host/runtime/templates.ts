import type { TemplateSrv } from '@grafana/runtime';
import { forPromql, forText, interpolate, type VariableLookup } from '../data/interpolate';
import { lookupIn } from '../data/scopedVars';

/** Grafana's interpolation of variables, over those of the dashboard and of the scene that asks. */
export function templateSrv(dashboard: VariableLookup): TemplateSrv {
  return {
    getVariables: () => [],
    replace: (target = '', scopedVars, format) => {
      if (typeof format === 'function') {
        return interpolate(target, lookupIn(scopedVars, dashboard), (value) => String(format(value)));
      }
      return interpolate(target, lookupIn(scopedVars, dashboard), format === 'regex' ? forPromql : forText);
    },
    containsTemplate: (target = '') => /\$\w|\$\{|\[\[/.test(target),
    updateTimeRange: () => undefined,
  };
}
