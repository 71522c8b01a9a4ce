import { type DataSourceApi, type GrafanaTheme2, rangeUtil, type ScopedVars } from '@grafana/data';
import { Alert, LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import React, { useCallback, useMemo } from 'react';
import { useLocation, useParams } from 'grafana-private/router';
import { forText, interpolate, type VariableLookup } from '../data/interpolate';
import { lookupIn } from '../data/scopedVars';
import { useLoaded } from '../useLoaded';
import { type Dashboard, type DashboardLink, loadDashboard } from './model';
import { PanelGrid } from './PanelGrid';
import { TimeControls } from './TimeControls';
import { fromAbsolute, useAddress } from './useAddress';
import { useRefresh } from './useRefresh';
import { VariablePicker } from './VariablePicker';
import { resolveVariables } from './variables';

interface Props {
  readonly dataSource: DataSourceApi;
  /** Where the rest of the page finds the variables of the dashboard that is shown. */
  readonly publishVariables: (lookup: VariableLookup) => void;
}

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
  const { search } = useLocation();
  const address = useAddress(dashboard);
  const { raw, timeZone, refresh: interval, variable: asked, setRange } = address;
  const { count, refresh } = useRefresh(interval);
  // `now` moves on with every refresh.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const range = useMemo(() => rangeUtil.convertRawToRange(raw, timeZone), [raw, timeZone, count]);
  const variables = useLoaded(
    () => resolveVariables(dashboard.templating?.list ?? [], asked, range, dataSource.uid),
    [dashboard, asked, range, dataSource]
  );
  const values = JSON.stringify(variables.value?.map(({ definition, value }) => [definition.name, value]));
  const scopedVars = useMemo<ScopedVars>(
    () =>
      Object.fromEntries(
        (values ? JSON.parse(values) : []).map(([name, value]: [string, unknown]) => [name, { value }])
      ),
    [values]
  );
  const lookup = useMemo(() => lookupIn(scopedVars, () => undefined), [scopedVars]);
  publishVariables(lookup);
  const replaceVariables = useCallback(
    (text: string, own?: ScopedVars) => interpolate(text, lookupIn(own, lookup), forText),
    [lookup]
  );
  const onChangeTimeRange = useCallback(
    (absolute: { from: number; to: number }) => setRange(fromAbsolute(absolute)),
    [setRange]
  );
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
        {(variables.value ?? [])
          .filter(
            ({ definition, options }) =>
              definition.hide !== 2 && !(definition.type === 'datasource' && options.length < 2)
          )
          .map((variable) => (
            <VariablePicker
              key={variable.definition.name}
              variable={variable}
              onChange={(selected) => address.setVariable(variable.definition.name, selected)}
            />
          ))}
        <div className={styles.links}>
          {(dashboard.links ?? []).map((link) => (
            <LinkButton
              key={link.title}
              size="sm"
              variant="secondary"
              fill="outline"
              href={linkAddress(link, search)}
              tooltip={link.tooltip}
            >
              {link.title}
            </LinkButton>
          ))}
        </div>
      </div>
      {variables.error && (
        <Alert title="The variables of the dashboard could not be read" severity="error">
          {variables.error.message}
        </Alert>
      )}
      {variables.value && (
        <PanelGrid
          panels={dashboard.panels}
          dataSource={dataSource}
          range={range}
          timeZone={timeZone}
          scopedVars={scopedVars}
          replaceVariables={replaceVariables}
          onChangeTimeRange={onChangeTimeRange}
        />
      )}
    </>
  );
}

/** Where a link of the dashboard leads, with the time range and the variables that it asks to keep. */
function linkAddress({ url = '', keepTime, includeVars }: DashboardLink, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(
    ([name]) => (keepTime && (name === 'from' || name === 'to')) || (includeVars && name.startsWith('var-'))
  );
  const query = new URLSearchParams(kept).toString();
  return query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url;
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
  links: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
});
