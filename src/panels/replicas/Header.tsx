import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import type { WorkloadScaling } from './model';
import type { Clock } from '../../viz/clock';
import { figuresOf, verdictOf, type Verdict } from './words';

export const HEADER_HEIGHT = 52;
const ROOM_FOR_FIGURES = 560;
const CHOICE_WIDTH = 250;

export interface HeaderProps {
  readonly workloads: readonly WorkloadScaling[];
  readonly shown: WorkloadScaling;
  readonly onChoose: (key: string) => void;
  readonly showSummary: boolean;
  /** CSS pixels; where they are few, words come before figures. */
  readonly width: number;
  readonly clock: Clock;
}

/** The verdict on the workload that is shown, and a choice of the others, those that need attention first. */
export function Header({ workloads, shown, onChoose, showSummary, width, clock }: HeaderProps): React.ReactElement {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const verdict = verdictOf(shown, clock);
  const hasChoice = workloads.length > 1;
  const hasRoom = width - (hasChoice ? CHOICE_WIDTH : 0) >= ROOM_FOR_FIGURES;
  return (
    <div className={styles.header}>
      {showSummary && (
        <>
          <span className={styles.light} style={{ background: toneColor(theme, verdict.tone) }} aria-hidden />
          <div className={styles.words} role="status">
            <div className={styles.headline} title={verdict.headline}>
              {verdict.headline}
            </div>
            <div className={styles.explanation} title={verdict.explanation}>
              {verdict.explanation}
            </div>
          </div>
          {hasRoom && (
            <dl className={styles.figures}>
              {figuresOf(shown.summary).map(({ label, value }) => (
                <div key={label}>
                  <dd className={styles.value}>{value}</dd>
                  <dt className={styles.label}>{label}</dt>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
      {hasChoice && (
        <div className={styles.choice}>
          <Combobox
            aria-label="Workload"
            options={workloads.map((one) => ({
              value: one.key,
              label: one.name,
              description: verdictOf(one, clock).headline,
            }))}
            value={shown.key}
            onChange={({ value }) => onChoose(value)}
          />
        </div>
      )}
    </div>
  );
}

function toneColor({ colors }: GrafanaTheme2, tone: Verdict['tone']): string {
  switch (tone) {
    case 'bad':
      return colors.error.main;
    case 'warning':
      return colors.warning.main;
    case 'good':
      return colors.success.main;
    case 'quiet':
      return colors.text.disabled;
  }
}

const getStyles = (theme: GrafanaTheme2) => {
  const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    header: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      height: HEADER_HEIGHT,
      padding: theme.spacing(0, 1, 1),
    }),
    light: css({ flex: 'none', width: 4, height: 36, borderRadius: theme.shape.radius.default }),
    words: css({ flex: 1, minWidth: 0 }),
    headline: css({
      ...oneLine,
      fontSize: theme.typography.h5.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    explanation: css({
      ...oneLine,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    figures: css({ display: 'flex', flex: 'none', gap: theme.spacing(2), margin: 0, textAlign: 'right' }),
    value: css({ margin: 0, fontWeight: theme.typography.fontWeightMedium, fontVariantNumeric: 'tabular-nums' }),
    label: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    }),
    choice: css({ flex: `0 1 ${CHOICE_WIDTH}px`, minWidth: 120 }),
  };
};
