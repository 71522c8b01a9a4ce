import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelData } from '@grafana/data';
import { Alert, InteractiveTable, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { formatClock } from '../../viz/clock';
import { PanelStatus } from '../../viz/PanelStatus';
import { columns, HEADER_TOOLTIPS } from './columns';
import { errorOf, Nothing } from './Nothing';
import { readFleet, type FleetRow } from './rows';
import { Summary } from './Summary';

export interface ViewProps {
  readonly data: PanelData | undefined;
  readonly dataSource: { readonly uid: string; readonly isMissing: boolean };
  /** As the time picker has it, e.g. `now-24h`. */
  readonly timeRange: { readonly from: string; readonly to: string };
  readonly timeZone: string;
}

/** The fleet as a table; where there is nothing to show, why, and what to do. */
export function View({ data, dataSource, timeRange: { from, to }, timeZone }: ViewProps): React.ReactElement {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => {
    if (data === undefined) {
      return [];
    }
    const untilMs = answeredUntil(data);
    const clock = (timeMs: number) => formatClock(timeMs, untilMs, timeZone);
    return readFleet(readSeries(data.series), untilMs, { clock, knownFromMs: data.timeRange.from.valueOf() });
  }, [data, timeZone]);
  const tableColumns = useMemo(() => columns({ dataSourceUid: dataSource.uid, from, to }), [dataSource.uid, from, to]);
  if (dataSource.isMissing) {
    return (
      <div className={styles.status}>
        <PanelStatus
          kind="empty"
          title="There is no Prometheus data source"
          hint="Add one under Connections, with the address of the Prometheus that has Elastiscope’s rules."
        />
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <div className={styles.status}>
        <Nothing data={data} />
      </div>
    );
  }
  const error = errorOf(data);
  return (
    <div className={styles.column}>
      {error !== undefined && (
        <Alert severity="warning" title="Some queries failed, their columns are empty">
          {error}
        </Alert>
      )}
      <Summary rows={rows} />
      <InteractiveTable
        columns={tableColumns}
        data={rows}
        getRowId={(row: FleetRow) => row.key}
        headerTooltips={HEADER_TOOLTIPS}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ width: '100%', paddingBottom: theme.spacing(4) }),
  status: css({ width: '100%', height: 360 }),
});
