import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Status } from './attention';
import type { FleetRow } from './rows';
import { STATUS } from './StatusCell';

const ORDER: readonly Status[] = ['critical', 'warning', 'unknown', 'healthy'];

/** One sentence about the fleet, for a glance and for screen readers. */
export function Summary({ rows }: { readonly rows: readonly FleetRow[] }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const parts = ORDER.map((status) => [status, rows.filter((row) => row.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${STATUS[status].word.toLowerCase()}`);
  return (
    <p className={styles.line} role="status">
      {rows.length} {rows.length === 1 ? 'workload' : 'workloads'}: {parts.join(', ')}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
});
