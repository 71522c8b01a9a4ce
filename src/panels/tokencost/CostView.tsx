import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { formatClock } from '../../viz/clock';
import { PanelStatus } from '../../viz/PanelStatus';
import { TimeChart } from '../../viz/TimeChart';
import { costChart, legendCalcs } from './chart';
import { figures, warnings } from './figures';
import { FigureStrip, stripHeight } from './FigureStrip';
import type { TokenCost } from './model';
import { COST_VIEW_OPTIONS, DIMENSION_OPTIONS, type Dimension, type TokenCostOptions } from './options';
import { useChoice } from './useChoice';
import { Warnings, warningsHeight } from './Warnings';

export interface CostViewProps extends PanelProps<TokenCostOptions> {
  readonly cost: TokenCost;
  readonly breakdown: Dimension;
  readonly onBreakdownChange: (breakdown: Dimension) => void;
}

const CONTROLS_HEIGHT = 32;
/** In a panel that is lower than this the figures would leave the chart no room. */
const FIGURES_FROM_HEIGHT = 260;
const WIDE = 640;

/** Controls, figures, warnings and chart, from top to bottom. */
export function CostView(props: CostViewProps): React.ReactElement {
  const { cost, breakdown, onBreakdownChange, options, width, height, timeRange, timeZone, onChangeTimeRange } = props;
  const styles = useStyles2(getStyles);
  const [view, onViewChange] = useChoice(options.view);
  const chart = useMemo(() => costChart(cost, view, options.showBudget), [cost, view, options.showBudget]);
  const strip = useMemo(() => figures(cost), [cost]);
  const endMs = timeRange.to.valueOf();
  const lines = useMemo(
    () => warnings(cost, (timeMs) => formatClock(timeMs, endMs, timeZone)),
    [cost, endMs, timeZone]
  );

  const showStrip = options.showFigures && height >= FIGURES_FROM_HEIGHT;
  const taken = CONTROLS_HEIGHT + (showStrip ? stripHeight(strip.length, width) : 0) + warningsHeight(lines.length);
  return (
    <div className={styles.column} style={{ width, height }}>
      <div className={styles.controls} style={{ height: CONTROLS_HEIGHT }}>
        <RadioButtonGroup
          size="sm"
          aria-label="Break down by"
          options={DIMENSION_OPTIONS}
          value={breakdown}
          onChange={onBreakdownChange}
        />
        <RadioButtonGroup
          size="sm"
          aria-label="View"
          options={COST_VIEW_OPTIONS}
          value={view}
          onChange={onViewChange}
        />
        <span className={styles.estimate} title="Tokens as providers reported them, at the list price of their day">
          {width >= WIDE ? 'Estimate: reported tokens at dated prices' : 'Estimate'}
        </span>
      </div>
      {showStrip && <FigureStrip figures={strip} width={width} />}
      <Warnings lines={lines} />
      <div className={styles.chart}>
        {cost.breakdown.timesMs.length > 0 ? (
          <TimeChart
            width={width}
            height={Math.max(0, height - taken)}
            timeRange={timeRange}
            timeZone={timeZone}
            times={chart.times}
            series={chart.series}
            left={{ unit: 'currencyUSD', min: 0 }}
            legend={{ ...options.legend, calcs: legendCalcs(view, options.legend.calcs) }}
            tooltip={options.tooltip}
            onChangeTimeRange={onChangeTimeRange}
          />
        ) : (
          <PanelStatus
            kind="empty"
            title={`No cost by ${breakdown} in this time range`}
            hint="Choose a longer time range, or check that the query of this name is there."
            details={`cost_by_${breakdown}`}
          />
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  controls: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    flexShrink: 0,
    overflow: 'hidden',
  }),
  estimate: css({
    marginLeft: 'auto',
    lineHeight: theme.spacing(3),
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  chart: css({ flex: 1, minHeight: 0 }),
});
