import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { figuresOfEnded } from '../../viz/lanes/endedFigure';
import { FIGURE_ROW_HEIGHT, FigureRow } from '../../viz/lanes/FigureRow';
import { figures } from './figures';
import type { ColdStartModel } from './model';
import type { ColdStartOptions } from './options';
import { startColors } from './paint';
import { PHASE_NAMES } from './phaseNames';
import { StartsChart } from './StartsChart';
import { WaitingStrip } from './WaitingStrip';

export type ViewProps = Pick<
  PanelProps<ColdStartOptions>,
  'width' | 'height' | 'timeZone' | 'options' | 'onChangeTimeRange'
> & { readonly model: ColdStartModel };

const LEGEND_HEIGHT = 22;
const STRIP_HEIGHT = 66;
const LOWEST_CHART = 90;

export function ColdStartView(props: ViewProps): React.ReactElement {
  const { width, height, options, model } = props;
  const styles = useStyles2(getStyles);
  const content = height - (options.showFigures ? FIGURE_ROW_HEIGHT : 0) - (options.showLegend ? LEGEND_HEIGHT : 0);
  const somebodyWaited = model.waiting.totalRequests > 0;
  const strip = options.showWaiting && somebodyWaited && content - STRIP_HEIGHT >= LOWEST_CHART;
  return (
    <div className={styles.panel} style={{ width, height }} data-testid="coldstart-panel">
      {options.showFigures && (
        <FigureRow items={figuresOfEnded(figures(model), model.endedAtMs, model.range.toMs, props.timeZone)} />
      )}
      <StartsChart {...props} height={content - (strip ? STRIP_HEIGHT : 0)} hideTimeAxis={strip} />
      {strip && <WaitingStrip {...props} height={STRIP_HEIGHT} />}
      {options.showLegend && <Legend model={model} withWaiting={strip} />}
    </div>
  );
}

function Legend({ model, withWaiting }: { readonly model: ColdStartModel; readonly withWaiting: boolean }) {
  const styles = useStyles2(getStyles);
  const colors = startColors(useTheme2());
  const items = [
    ...model.phases.map((phase) => ({ color: colors[phase], text: PHASE_NAMES[phase] })),
    ...(model.hasUnsplit ? [{ color: colors.total, text: 'Phases not known' }] : []),
    ...(withWaiting ? [{ color: colors.waiting, text: 'Requests waited, per step' }] : []),
  ];
  return (
    <ul className={styles.legend}>
      {items.map(({ color, text }) => (
        <li key={text} className={styles.item} title={text}>
          <span className={styles.swatch} style={{ background: color }} />
          {text}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  legend: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: LEGEND_HEIGHT,
    margin: 0,
    overflow: 'hidden',
    listStyle: 'none',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  swatch: css({ flex: 'none', width: 12, height: 12, borderRadius: 2 }),
});
