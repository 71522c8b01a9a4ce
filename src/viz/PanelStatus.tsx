import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';
import React from 'react';

export type StatusKind = 'loading' | 'empty' | 'error';

export interface PanelStatusProps {
  readonly kind: StatusKind;
  /** What is the case, in a few words. */
  readonly title: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Text to copy: a query, the message of an error. */
  readonly details?: string;
}

const ICONS: Record<Exclude<StatusKind, 'loading'>, IconName> = { empty: 'info-circle', error: 'exclamation-triangle' };

/** What a panel shows in place of its chart: what is missing or broken, and what to do. */
export function PanelStatus({ kind, title, hint, details }: PanelStatusProps): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} role={kind === 'error' ? 'alert' : 'status'} data-testid={`panel-status-${kind}`}>
      <div className={styles.column}>
        {kind === 'loading' ? (
          <Spinner size="lg" />
        ) : (
          <Icon name={ICONS[kind]} size="xl" className={kind === 'error' ? styles.errorIcon : styles.quietIcon} />
        )}
        <div className={styles.title}>{title}</div>
        {hint && <div className={styles.hint}>{hint}</div>}
        {details && (
          // Scrollable text has to be reachable by keyboard.
          <pre className={styles.details} tabIndex={0} aria-label="Details">
            {details}
          </pre>
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ display: 'flex', width: '100%', height: '100%', overflow: 'auto', padding: theme.spacing(1) }),
  column: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: 'auto',
    maxWidth: 560,
    textAlign: 'center',
    color: theme.colors.text.secondary,
  }),
  title: css({ color: theme.colors.text.primary, fontSize: theme.typography.h5.fontSize }),
  hint: css({ lineHeight: theme.typography.body.lineHeight }),
  quietIcon: css({ color: theme.colors.text.secondary }),
  errorIcon: css({ color: theme.colors.error.text }),
  details: css({
    maxWidth: '100%',
    margin: 0,
    padding: theme.spacing(1),
    textAlign: 'left',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
