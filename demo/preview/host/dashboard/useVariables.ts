import type { DataSourceApi, ScopedVars, TimeRange } from '@grafana/data';
import { useMemo } from 'react';
import type { VariableLookup } from '../data/interpolate';
import { lookupIn } from '../data/scopedVars';
import { useLoaded } from '../useLoaded';
import type { Dashboard } from './model';
import type { Address } from './useAddress';
import { type ResolvedVariable, resolveVariables } from './variables';

/** The variables of a dashboard; undefined until their values are known for the first time. */
export interface DashboardVariables {
  readonly resolved: readonly ResolvedVariable[] | undefined;
  /** The values, as queries carry them; the same object while no value changes. */
  readonly scopedVars: ScopedVars;
  readonly lookup: VariableLookup;
}

/** Finds the values of the variables, again when the address or the time range changes. */
export function useVariables(
  dashboard: Dashboard,
  asked: Address['variable'],
  range: TimeRange,
  dataSource: DataSourceApi
): DashboardVariables {
  const { value: resolved } = useLoaded(
    () => resolveVariables(dashboard.templating?.list ?? [], asked, range, dataSource.uid),
    [dashboard, asked, range, dataSource]
  );
  const values = JSON.stringify((resolved ?? []).map(({ definition, value }) => [definition.name, { value }]));
  const scopedVars = useMemo<ScopedVars>(() => Object.fromEntries(JSON.parse(values)), [values]);
  const lookup = useMemo(() => lookupIn(scopedVars, () => undefined), [scopedVars]);
  return { resolved, scopedVars, lookup };
}
