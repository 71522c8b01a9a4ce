import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { episodeColor, SEVERITIES, severityColor, type Severity } from './paint';
import type { FlappingModel } from './model';
import { VERDICTS } from '../../vocabulary';

export const LEGEND_HEIGHT = 24;

const NAMES: Readonly<Record<Severity, string>> = {
  alone: 'reversal',
  several: 'several in the hour',
  flapping: 'while flapping',
};

/** What marks and shading mean. */
export function Legend({ model }: { readonly model: FlappingModel }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <div className={styles.legend}>
      <span className={styles.item}>
        <span className={styles.shade} style={{ background: episodeColor(theme) }} />
        {VERDICTS.flapping.words}
      </span>
      {SEVERITIES.map((severity) => (
        <span key={severity} className={styles.item}>
          <span className={styles.mark} style={{ background: severityColor(severity, theme) }} />
          {NAMES[severity]}
        </span>
      ))}
      {model.calmHidden > 0 && <span className={styles.item}>{model.calmHidden} calm not shown</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: LEGEND_HEIGHT,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  mark: css({ width: 7, height: 7, borderRadius: theme.shape.radius.circle }),
  shade: css({ width: 16, height: 10 }),
});
