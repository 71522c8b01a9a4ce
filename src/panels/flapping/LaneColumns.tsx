import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Clock } from '../../viz/clock';
import { formatNumber } from '../../viz/format';
import type { LanePage } from './layout';
import type { FlappingSettings, Lane } from './model';
import { adviceOf, verdictOf, type VerdictText } from './words';

interface Column {
  readonly heading: string;
  readonly help: string;
  /** CSS pixels. */
  readonly width: number;
  readonly render: (lane: Lane, settings: FlappingSettings, clock: Clock) => React.ReactNode;
}

const COLUMNS: readonly Column[] = [
  {
    heading: 'Verdict',
    help: 'Whether the autoscaler flaps now, flapped earlier in this time range, or is calm, as the rules recorded it.',
    width: 136,
    render: (lane, settings, clock) => <Verdict {...verdictOf(lane, settings, clock)} />,
  },
  {
    heading: 'Score',
    help: '0 to 100, of the worst hour: in how many of its twenty parts the autoscaler turned, the newest weighing most. For ranking.',
    width: 52,
    render: ({ summary }) => formatNumber(summary.score, 'none', 0),
  },
  {
    heading: 'Reversals/h',
    help: 'Most reversals within an hour. An asterisk: more than this time range shows; choose one of a few hours to see them.',
    width: 80,
    render: ({ reversalsPerHour, someUnseen }) =>
      `${formatNumber(reversalsPerHour, 'none', 0)}${someUnseen ? '*' : ''}`,
  },
  {
    heading: 'Amplitude',
    help: 'Highest less lowest number of desired replicas within the worst hour.',
    width: 72,
    render: ({ amplitude }) => formatNumber(amplitude, 'none', 0),
  },
  {
    heading: 'Try window',
    help: 'scaleDown.stabilizationWindowSeconds that would have kept replicas up through nine of ten dips.',
    width: 78,
    render: adviceOf,
  },
];

/** As many columns, from the first, as leave most of the panel to the lanes. */
export function columnsFor(width: number): readonly Column[] {
  let left = width * 0.42;
  return COLUMNS.filter((column) => (left -= column.width) >= 0);
}

export function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

interface LaneColumnsProps {
  readonly columns: readonly Column[];
  readonly page: LanePage;
  readonly settings: FlappingSettings;
  readonly clock: Clock;
  /** Distance of the first lane from the top, CSS pixels; the headings stand above it. */
  readonly plotTop: number;
}

/** Numbers and verdict beside each lane. */
export function LaneColumns({ columns, page, settings, clock, plotTop }: LaneColumnsProps): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.table} role="table" aria-label="Flapping by workload" style={{ width: widthOf(columns) }}>
      <div role="row" className={styles.headings} style={{ height: plotTop }}>
        {columns.map(({ heading, help, width }) => (
          <div key={heading} role="columnheader" className={styles.heading} style={{ width }} title={help}>
            {heading}
          </div>
        ))}
      </div>
      {page.lanes.map(({ lane, height }) => (
        <div key={lane.key} role="row" aria-label={lane.name} className={styles.row} style={{ height }}>
          {columns.map(({ heading, width, render }) => (
            <div key={heading} role="cell" className={styles.cell} style={{ width }}>
              {render(lane, settings, clock)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

const ICONS: Readonly<Record<VerdictText['tone'], IconName>> = {
  bad: 'exclamation-circle',
  warning: 'history',
  good: 'check-circle',
  quiet: 'question-circle',
};

function Verdict({ tone, label, explanation }: VerdictText): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <span className={cx(styles.verdict, styles[tone])} title={`${label}. ${explanation}`}>
      <Icon name={ICONS[tone]} size="sm" aria-hidden />
      <span className={styles.label}>{label}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ flex: 'none', fontSize: theme.typography.bodySmall.fontSize, fontVariantNumeric: 'tabular-nums' }),
  headings: css({ display: 'flex', alignItems: 'center', color: theme.colors.text.secondary }),
  heading: css({ textAlign: 'right', '&:first-of-type': { textAlign: 'left' } }),
  row: css({ display: 'flex', alignItems: 'center', borderBottom: `1px solid ${theme.colors.border.weak}` }),
  cell: css({ textAlign: 'right', '&:first-of-type': { textAlign: 'left' } }),
  verdict: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  label: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  bad: css({ color: theme.colors.error.text }),
  warning: css({ color: theme.colors.warning.text }),
  good: css({ color: theme.colors.success.text }),
  quiet: css({ color: theme.colors.text.secondary }),
});
