import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2, type CellProps, type Column } from '@grafana/ui';
import React from 'react';
import { urgencyOf } from './attention';
import { dashboardUrl, type DashboardContext } from './link';
import type { FleetRow } from './rows';
import { StatusCell } from './StatusCell';
import {
  coldStartText,
  costText,
  errorsText,
  flappingText,
  latencyText,
  leadersText,
  loadText,
  replicasText,
  type CellText,
} from './texts';

interface FleetColumn {
  readonly id: string;
  readonly header: string;
  readonly tooltip: string;
  readonly text: (row: FleetRow) => CellText;
  readonly sortBy: (row: FleetRow) => number | undefined;
}

const NUMBERS: readonly FleetColumn[] = [
  {
    id: 'replicas',
    header: 'Replicas',
    tooltip: 'Replicas now, and those the autoscaler desires where it is on its way. Below: its bounds.',
    text: replicasText,
    sortBy: (row) => row.replicas.current,
  },
  {
    id: 'load',
    header: 'Load',
    tooltip: 'Requests per second. Below: its share of what the ready replicas can carry (objective qps_per_replica).',
    text: loadText,
    sortBy: (row) => row.loadPerSecond,
  },
  {
    id: 'errors',
    header: 'Errors',
    tooltip: 'Share of the requests of the last 5 minutes that failed.',
    text: errorsText,
    sortBy: (row) => row.errorRatio,
  },
  {
    id: 'latency',
    header: 'p95',
    tooltip: '95th percentile of request duration over 5 minutes.',
    text: latencyText,
    sortBy: (row) => row.latencyP95Seconds,
  },
  {
    id: 'reversals',
    header: 'Reversals',
    tooltip: 'How often the autoscaler changed direction within the last hour, and whether the rules call it flapping.',
    text: flappingText,
    sortBy: (row) => row.reversals,
  },
  {
    id: 'leaders',
    header: 'Leaders',
    tooltip: 'Leading instances, only where one is elected. More or fewer than one is a fault.',
    text: leadersText,
    sortBy: (row) => row.leaders,
  },
  {
    id: 'coldStart',
    header: 'Cold start',
    tooltip: '95th percentile of start-ups in the time range. Below: requests that waited for one.',
    text: coldStartText,
    sortBy: (row) => row.coldStartP95Seconds,
  },
  {
    id: 'cost',
    header: 'Cost',
    tooltip: 'Estimated token cost of the UTC month so far. Below: where the month will end, and its budget.',
    text: costText,
    sortBy: (row) => row.cost?.spentUsd,
  },
];

/** What the headers explain, by column. */
export const HEADER_TOOLTIPS: Record<string, { content: string }> = Object.fromEntries(
  NUMBERS.map(({ id, tooltip }) => [id, { content: tooltip }])
);

/** The columns of the fleet; the name of a workload leads to its dashboard. */
export function columns(context: DashboardContext): Array<Column<FleetRow>> {
  return [
    {
      id: 'status',
      header: 'Status',
      cell: ({ row }: CellProps<FleetRow>) => <StatusCell row={row.original} />,
      sortType: (a, b) => urgencyOf(a.original.status) - urgencyOf(b.original.status),
    },
    {
      id: 'workload',
      header: 'Workload',
      cell: ({ row }: CellProps<FleetRow>) => <WorkloadCell row={row.original} context={context} />,
      sortType: (a, b) => a.original.name.localeCompare(b.original.name),
    },
    ...NUMBERS.map(
      ({ id, header, text, sortBy }): Column<FleetRow> => ({
        id,
        header,
        cell: ({ row }: CellProps<FleetRow>) => <NumberCell text={text(row.original)} />,
        sortType: (a, b) => (sortBy(a.original) ?? -Infinity) - (sortBy(b.original) ?? -Infinity) || 0,
      })
    ),
  ];
}

function WorkloadCell({
  row,
  context,
}: {
  readonly row: FleetRow;
  readonly context: DashboardContext;
}): React.ReactElement {
  const styles = useStyles2(getStyles);
  const { cluster, namespace, workload } = row.workload;
  return (
    <>
      <TextLink href={dashboardUrl(row.workload, context)} inline={false}>
        {workload}
      </TextLink>
      <div className={styles.note}>{[namespace, cluster].filter(Boolean).join(' · ')}</div>
    </>
  );
}

function NumberCell({ text: { main, note } }: { readonly text: CellText }): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.main}>{main}</div>
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  main: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  // Wide enough for a bound or a share on one line; what is longer wraps rather than push other columns out of sight.
  note: css({
    width: 'max-content',
    maxWidth: 124,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
