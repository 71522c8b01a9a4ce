import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Figure } from './figures';

const MIN_FIGURE_WIDTH = 150;
const ROW_HEIGHT = 66;

function columnsFor(count: number, width: number): number {
  return Math.min(count, Math.max(1, Math.floor(width / MIN_FIGURE_WIDTH)));
}

/** CSS pixels that the strip takes, for the chart to know what is left. */
export function stripHeight(count: number, width: number): number {
  return Math.ceil(count / columnsFor(count, width)) * ROW_HEIGHT;
}

/** Figures side by side, in rows where they do not fit into one. A verdict has an icon and words, and a colour besides. */
export function FigureStrip({
  figures,
  width,
}: {
  readonly figures: readonly Figure[];
  readonly width: number;
}): React.ReactElement {
  const styles = useStyles2(getStyles);
  const columns = columnsFor(figures.length, width);
  return (
    <dl className={styles.strip} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {figures.map((figure) => (
        <div key={figure.label} className={styles.figure} data-testid={`figure-${figure.label}`}>
          <dt className={styles.label}>{figure.label}</dt>
          <dd className={styles.value}>{figure.value}</dd>
          <dd className={cx(styles.note, figure.tone && styles[figure.tone])} title={figure.note}>
            {figure.tone && <Icon name={figure.tone === 'good' ? 'check-circle' : 'exclamation-triangle'} size="sm" />}{' '}
            {figure.note}
          </dd>
          {figure.ratio !== undefined && (
            <div className={styles.track} aria-hidden>
              <div
                className={cx(styles.bar, figure.tone === 'bad' && styles.barBad)}
                style={{ width: `${Math.min(1, figure.ratio) * 100}%` }}
              />
            </div>
          )}
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ display: 'grid', gridAutoRows: ROW_HEIGHT, margin: 0, flexShrink: 0 }),
  figure: css({ position: 'relative', padding: theme.spacing(0.25, 1.5, 0.5, 0), overflow: 'hidden' }),
  label: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    lineHeight: 1.3,
  }),
  value: css({
    margin: 0,
    fontSize: theme.typography.h4.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.3,
    fontVariantNumeric: 'tabular-nums',
  }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.3,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
  track: css({ height: 3, marginTop: 2, background: theme.colors.background.secondary, borderRadius: 2 }),
  bar: css({ height: '100%', borderRadius: 2, background: theme.colors.success.main }),
  barBad: css({ background: theme.colors.error.main }),
});
