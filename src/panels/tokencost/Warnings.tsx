import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

const LINE_HEIGHT = 24;

export function warningsHeight(lines: number): number {
  return lines * LINE_HEIGHT;
}

/** One line each, cut off at the end; the whole text is in the title. */
export function Warnings({ lines }: { readonly lines: readonly string[] }): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <>
      {lines.map((line) => (
        <div key={line} className={styles.line} style={{ height: LINE_HEIGHT }} role="note" title={line}>
          <Icon name="exclamation-triangle" size="sm" className={styles.icon} />
          <span className={styles.text}>{line}</span>
        </div>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), flexShrink: 0 }),
  icon: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  text: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
