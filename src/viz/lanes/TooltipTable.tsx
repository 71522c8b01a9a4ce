import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  readonly title: React.ReactNode;
  readonly rows: ReadonlyArray<readonly [name: string, value: React.ReactNode]>;
}

/** What a tooltip says about one thing: a heading, and pairs of name and value. */
export function TooltipTable({ title, rows }: Props): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tooltip}>
      <div className={styles.title}>{title}</div>
      <dl className={styles.rows}>
        {rows.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({ padding: theme.spacing(1), fontSize: theme.typography.bodySmall.fontSize, lineHeight: 1.6 }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, marginBottom: theme.spacing(0.5) }),
  rows: css({ display: 'grid', gridTemplateColumns: 'auto auto', columnGap: theme.spacing(2), margin: 0 }),
  name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  value: css({ margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }),
});
