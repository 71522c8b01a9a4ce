import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Status } from './attention';
import type { FleetRow } from './rows';

const WORDS: ReadonlyArray<readonly [status: Status, one: string, several: string]> = [
  ['critical', 'critical', 'critical'],
  ['warning', 'needs attention', 'need attention'],
  ['unknown', 'without data', 'without data'],
  ['healthy', 'healthy', 'healthy'],
];

/** One sentence about the fleet, for a glance and for screen readers. */
export function Summary({ rows }: { readonly rows: readonly FleetRow[] }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const parts = WORDS.flatMap(([status, one, several]) => {
    const count = rows.filter((row) => row.status === status).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  return (
    <p className={styles.line} role="status">
      {rows.length} {rows.length === 1 ? 'workload' : 'workloads'}: {parts.join(', ')}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
});
