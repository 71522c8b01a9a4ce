import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Status } from './attention';
import type { FleetRow } from './rows';

/** A status has a word and a shape of its own besides its colour. */
export const STATUS: Record<Status, { readonly word: string; readonly icon: IconName }> = {
  critical: { word: 'Critical', icon: 'exclamation-circle' },
  warning: { word: 'Attention', icon: 'exclamation-triangle' },
  healthy: { word: 'Healthy', icon: 'check-circle' },
  unknown: { word: 'No data', icon: 'question-circle' },
};

/** The status of a workload, and what it comes from. */
export function StatusCell({ row: { status, findings } }: { readonly row: FleetRow }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const { word, icon } = STATUS[status];
  return (
    <div className={styles.cell}>
      <span className={cx(styles.word, styles[status])}>
        <Icon name={icon} /> {word}
      </span>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ minWidth: 140, paddingBlock: theme.spacing(0.5) }),
  word: css({ fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap' }),
  findings: css({
    listStyle: 'none',
    '& > li': { display: 'inline' },
    '& > li:not(:last-child)::after': { content: "' · '" },
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  critical: css({ color: theme.colors.error.text }),
  warning: css({ color: theme.colors.warning.text }),
  healthy: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
