import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

export interface FigureRowItem {
  readonly label: string;
  readonly value: string;
  /** What the number means, on hovering. */
  readonly help: string;
  /** A judgement has an icon besides its colour; a figure without one only tells. */
  readonly verdict?: 'good' | 'bad';
}

export const FIGURE_ROW_HEIGHT = 46;

/** A few numbers in one low row; what does not fit can be scrolled to. */
export function FigureRow({ items }: { readonly items: readonly FigureRowItem[] }): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.row} tabIndex={0} aria-label="Figures">
      {items.map(({ label, value, help, verdict }) => (
        <div key={label} className={styles.item} title={help} data-testid={`figure-${label}`}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            {value}
            {verdict && (
              <Icon
                className={styles[verdict]}
                name={verdict === 'good' ? 'check-circle' : 'exclamation-triangle'}
                size="sm"
                aria-label={verdict === 'good' ? 'as it should be' : 'not as it should be'}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    columnGap: 'clamp(6px, 1.5%, 24px)',
    height: FIGURE_ROW_HEIGHT,
    margin: 0,
    flex: 'none',
    overflowX: 'auto',
    overflowY: 'hidden',
    scrollbarWidth: 'none',
  }),
  item: css({ whiteSpace: 'nowrap' }),
  label: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    lineHeight: 1.3,
  }),
  value: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    margin: 0,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.3,
    fontVariantNumeric: 'tabular-nums',
  }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
});
