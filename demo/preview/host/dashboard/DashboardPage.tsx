import {
  type AbsoluteTimeRange,
  DashboardCursorSync,
  type DataSourceApi,
  type GrafanaTheme2,
  rangeUtil,
  type ScopedVars,
} from '@grafana/data';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { useParams } from 'grafana-private/router';
import React, { useCallback, useLayoutEffect, useMemo } from 'react';
import { forText, interpolate, type VariableLookup } from '../data/interpolate';
import { lookupIn } from '../data/scopedVars';
import { useLoaded } from '../useLoaded';
import { DashboardLinks } from './DashboardLinks';
import { type Dashboard, loadDashboard } from './model';
import { PanelGrid } from './PanelGrid';
import { TimeControls } from './TimeControls';
import { fromAbsolute, useAddress } from './useAddress';
import { useRefresh } from './useRefresh';
import { useVariables } from './useVariables';
import { VariablePicker } from './VariablePicker';
import type { ResolvedVariable } from './variables';

interface Props {
  readonly dataSource: DataSourceApi;
  /** Where the rest of the page finds the variables of the dashboard that is shown. */
  readonly publishVariables: (lookup: VariableLookup) => void;
}

/** How the classic model marks a variable that is not shown. */
const HIDDEN = 2;

/** A dashboard by the uid in the address. */
export function DashboardPage(props: Props) {
  const { uid = '' } = useParams();
  const { value, error } = useLoaded(() => loadDashboard(uid), [uid]);
  if (error) {
    return (
      <Alert title="No dashboard" severity="error">
        {error.message}
      </Alert>
    );
  }
  return value ? <LoadedDashboard {...props} dashboard={value} /> : <LoadingPlaceholder text="Loading dashboard" />;
}

function LoadedDashboard({ dashboard, dataSource, publishVariables }: Props & { readonly dashboard: Dashboard }) {
  const styles = useStyles2(getStyles);
  const address = useAddress(dashboard);
  const { raw, timeZone, refresh: interval, setRange } = address;
  const { count, refresh } = useRefresh(interval);
  // `now` moves on with every refresh.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const range = useMemo(() => rangeUtil.convertRawToRange(raw, timeZone), [raw, timeZone, count]);
  const { resolved, scopedVars, lookup } = useVariables(dashboard, address.variable, range, dataSource);
  useLayoutEffect(() => publishVariables(lookup), [publishVariables, lookup]);
  const replaceVariables = useCallback(
    (text: string, own?: ScopedVars) => interpolate(text, lookupIn(own, lookup), forText),
    [lookup]
  );
  const onChangeTimeRange = useCallback((absolute: AbsoluteTimeRange) => setRange(fromAbsolute(absolute)), [setRange]);
  const failure = resolved?.find(({ error }) => error)?.error;
  return (
    <>
      <div className={styles.toolbar}>
        <h1 className={styles.title}>{dashboard.title}</h1>
        <div className={styles.controls}>
          <TimeControls
            address={address}
            range={range}
            intervals={dashboard.timepicker?.refresh_intervals?.slice()}
            onRefresh={refresh}
          />
        </div>
      </div>
      <div className={styles.variables}>
        {(resolved ?? []).filter(isOffered).map((variable) => (
          <VariablePicker
            key={variable.definition.name}
            variable={variable}
            onChange={(selected) => address.setVariable(variable.definition.name, selected)}
          />
        ))}
        <DashboardLinks links={dashboard.links ?? []} />
      </div>
      {failure && (
        <Alert title="The values of the variables could not be read" severity="error">
          {failure.message}
        </Alert>
      )}
      {resolved && (
        <PanelGrid
          panels={dashboard.panels}
          dataSource={dataSource}
          range={range}
          timeZone={timeZone}
          cursorSync={dashboard.graphTooltip ?? DashboardCursorSync.Off}
          scopedVars={scopedVars}
          replaceVariables={replaceVariables}
          onChangeTimeRange={onChangeTimeRange}
        />
      )}
    </>
  );
}

/** Hidden variables have no picker, nor has a choice of one data source. */
function isOffered({ definition, options }: ResolvedVariable): boolean {
  return definition.hide !== HIDDEN && !(definition.type === 'datasource' && options.length < 2);
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  }),
  title: css({ ...theme.typography.h4, margin: 0 }),
  controls: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
  variables: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
});
