import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import type { TooltipNote, TooltipRow } from './tooltipModel';

export interface ChartTooltipProps {
  readonly timeMs: number;
  readonly timeZone: string;
  readonly rows: readonly TooltipRow[];
  readonly notes: readonly TooltipNote[];
}

/** Time, values and what is to be said about this time. Also fits charts that are not drawn by `TimeChart`. */
export function ChartTooltip({ timeMs, timeZone, rows, notes }: ChartTooltipProps): React.ReactElement {
  const styles = useStyles2(getStyles);
  const { visualization } = useTheme2();
  return (
    <div className={styles.tooltip}>
      <div className={styles.time}>{dateTimeFormat(timeMs, { timeZone })}</div>
      {rows.map(({ key, color, label, value, pointedAt }) => (
        <div key={key} className={pointedAt ? styles.pointedAt : styles.row}>
          <span className={styles.swatch} style={{ background: visualization.getColorByName(color) }} />
          <span className={styles.label}>{label}</span>
          <span className={styles.value}>{value}</span>
        </div>
      ))}
      {notes.map(({ color, label, hint }, index) => (
        <div key={index} className={styles.note} style={{ borderColor: visualization.getColorByName(color) }}>
          <div>{label}</div>
          {hint && <div className={styles.hint}>{hint}</div>}
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const row = css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) });
  return {
    tooltip: css({
      padding: theme.spacing(1),
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: 1.6,
      minWidth: 160,
    }),
    time: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
    row,
    pointedAt: css([row, { fontWeight: theme.typography.fontWeightBold }]),
    swatch: css({ flex: 'none', width: 12, height: 4, borderRadius: theme.shape.radius.default }),
    label: css({ maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis' }),
    value: css({ marginLeft: 'auto', paddingLeft: theme.spacing(2), fontVariantNumeric: 'tabular-nums' }),
    note: css({
      marginTop: theme.spacing(0.75),
      paddingLeft: theme.spacing(1),
      borderLeft: '3px solid',
      maxWidth: 340,
      whiteSpace: 'normal',
    }),
    hint: css({ color: theme.colors.text.secondary }),
  };
};
