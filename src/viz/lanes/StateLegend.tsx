import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useLayoutEffect, useMemo, useRef } from 'react';
import { INSTANCE_STATES, type InstanceState } from '../../vocabulary';
import { patternFill, stateStyles, type StateStyle } from './stateStyle';

/** Colours and patterns of the states that occur, in the order of the vocabulary. */
export function StateLegend({ states }: { readonly states: ReadonlySet<InstanceState> }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const looks = useLooks();
  return (
    <ul className={styles.legend} aria-label="States">
      {INSTANCE_STATES.filter((state) => states.has(state)).map((state) => (
        <li key={state} className={styles.item}>
          <Swatch look={looks[state]} />
          {looks[state].label}
        </li>
      ))}
      <li className={styles.item}>
        <span className={styles.unknown} />
        Not known
      </li>
    </ul>
  );
}

/** A state as a name with its colour and pattern. */
export function StateName({ state }: { readonly state: InstanceState }): React.ReactElement {
  const styles = useStyles2(getStyles);
  const look = useLooks()[state];
  return (
    <span className={styles.item}>
      <Swatch look={look} />
      {look.label}
    </span>
  );
}

function useLooks() {
  const theme = useTheme2();
  return useMemo(() => stateStyles(theme), [theme]);
}

const WIDTH = 18;
const HEIGHT = 11;

function Swatch({ look }: { readonly look: StateStyle }): React.ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = window.devicePixelRatio;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) {
      return;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const fill of [look.fill, patternFill(context, look.pattern, look.ink)]) {
      if (fill !== undefined) {
        context.fillStyle = fill;
        context.fillRect(0, 0, WIDTH, HEIGHT);
      }
    }
  }, [look, ratio]);
  return (
    <canvas
      ref={canvas}
      width={WIDTH * ratio}
      height={HEIGHT * ratio}
      style={{ width: WIDTH, height: HEIGHT, borderRadius: 2, flex: 'none' }}
      aria-hidden
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1.5),
    margin: 0,
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  unknown: css({ width: WIDTH, borderTop: `2px dotted ${theme.colors.border.strong}` }),
});
