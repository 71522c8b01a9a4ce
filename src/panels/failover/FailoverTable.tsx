import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Failover } from '../../elasticity/failover';
import { formatDuration } from '../../viz/lanes/duration';
import { change, PHASES, verdict } from './events';
import { sharedPrefix, shorten } from './shortNames';

interface Props {
  readonly failovers: readonly Failover[];
  readonly timeZone: string;
}

/** Each failover with its phases to one scale, so that rows can be compared at a glance. */
export function FailoverTable({ failovers, timeZone }: Props): React.ReactElement {
  const styles = useStyles2(getStyles);
  const longestSeconds = Math.max(...failovers.map(({ totalSeconds }) => totalSeconds));
  const prefix = sharedPrefix(failovers.flatMap(({ from, to }) => (from === undefined ? [to] : [from, to])));
  return (
    <div className={styles.scroll} tabIndex={0} aria-label="Failovers">
      <table className={styles.table}>
        <thead>
          <tr>
            <th>Complete</th>
            <th>From → to</th>
            <th className={styles.number}>{totalHeading(failovers)}</th>
            <th className={styles.phases}>
              {PHASES.map(([key, name]) => (
                <span key={key} className={styles.phase}>
                  <span className={cx(styles.dot, styles[key])} />
                  {name}
                </span>
              ))}
            </th>
          </tr>
        </thead>
        <tbody>
          {failovers.map((failover) => (
            <tr key={`${failover.to} ${failover.recoveredAtMs}`}>
              <td>{dateTimeFormat(failover.recoveredAtMs, { timeZone, format: 'MM-DD HH:mm:ss' })}</td>
              <td className={styles.change} title={change(failover)}>
                {change(shorten(failover, prefix))}
              </td>
              <td className={styles.number} title={verdict(failover)}>
                {formatDuration(failover.totalSeconds)}{' '}
                {failover.targetSeconds !== undefined && (
                  <Icon
                    className={failover.overTarget ? styles.over : styles.within}
                    name={failover.overTarget ? 'exclamation-triangle' : 'check-circle'}
                    aria-label={verdict(failover)}
                    size="sm"
                  />
                )}
              </td>
              <td className={styles.phases}>
                <PhaseBar failover={failover} longestSeconds={longestSeconds} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The target stands in the heading while all failovers share it; otherwise each row tells its own. */
function totalHeading(failovers: readonly Failover[]): string {
  const [target, ...others] = new Set(failovers.map(({ targetSeconds }) => targetSeconds));
  return target === undefined || others.length > 0 ? 'Total' : `Total, ≤ ${formatDuration(target)}`;
}

function PhaseBar({ failover, longestSeconds }: { readonly failover: Failover; readonly longestSeconds: number }) {
  const styles = useStyles2(getStyles);
  const parts = PHASES.map(([key, name]) => ({ key, name, seconds: failover[key] ?? 0 }));
  const text = parts.map(({ name, seconds }) => `${name} ${formatDuration(seconds)}`).join(', ');
  return (
    <div className={styles.bar} role="img" aria-label={text} title={text}>
      {parts.map(({ key, seconds }) => (
        <div key={key} className={styles[key]} style={{ width: `${(100 * seconds) / longestSeconds}%` }} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ height: '100%', overflow: 'auto', scrollbarWidth: 'thin' }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    'th, td': { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: 'left' },
    th: {
      position: 'sticky',
      top: 0,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
      background: theme.colors.background.primary,
    },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  number: css({ 'th&, td&': { textAlign: 'right', paddingRight: theme.spacing(1.5) } }),
  change: css({ maxWidth: 210, overflow: 'hidden', textOverflow: 'ellipsis' }),
  phases: css({ width: '99%', maxWidth: 0, minWidth: 90, overflow: 'hidden' }),
  phase: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), marginRight: theme.spacing(1) }),
  dot: css({ width: 8, height: 8, borderRadius: 2 }),
  bar: css({ display: 'flex', height: 10, borderRadius: 2, overflow: 'hidden', gap: 1 }),
  // Three steps of one hue: the phases are parts of one whole, and stay apart without colour.
  detectSeconds: css({ background: theme.visualization.getColorByName('dark-blue') }),
  electSeconds: css({ background: theme.visualization.getColorByName('light-blue') }),
  takeOverSeconds: css({ background: theme.visualization.getColorByName('semi-dark-orange') }),
  within: css({ color: theme.colors.success.text }),
  over: css({ color: theme.colors.error.text }),
});
