import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { figuresOfEnded } from '../../viz/lanes/endedFigure';
import { FIGURE_ROW_HEIGHT, FigureRow } from '../../viz/lanes/FigureRow';
import { LaneChart } from '../../viz/lanes/LaneChart';
import { StateLegend } from '../../viz/lanes/StateLegend';
import { FailoverTable } from './FailoverTable';
import { figures } from './figures';
import { arrange } from './arrange';
import type { FailoverModel } from './model';
import type { FailoverOptions } from './options';

type Props = Pick<PanelProps<FailoverOptions>, 'width' | 'height' | 'timeZone' | 'options' | 'onChangeTimeRange'> & {
  readonly model: FailoverModel;
};

export function FailoverView({
  width,
  height,
  timeZone,
  options,
  onChangeTimeRange,
  model,
}: Props): React.ReactElement {
  const styles = useStyles2(getStyles);
  const { range, elects, groups, failovers, statistics, states, endedAtMs } = model;
  const { chart, table, legend, sideBySide } = arrange({ width, height }, options, groups, failovers.length);
  return (
    <div className={styles.panel} style={{ width, height }} data-testid="failover-panel">
      {options.showFigures &&
        (elects ? (
          <FigureRow items={figuresOfEnded(figures(statistics), endedAtMs, range.toMs, timeZone)} />
        ) : (
          <NoElection />
        ))}
      <div className={sideBySide ? styles.row : styles.column}>
        <div>
          <LaneChart
            {...chart}
            fromMs={range.fromMs}
            toMs={range.toMs}
            timeZone={timeZone}
            groups={groups}
            description={describe(model)}
            onZoom={onChangeTimeRange}
          />
          {legend && <StateLegend states={states} />}
        </div>
        {table && (
          <div style={table}>
            <FailoverTable failovers={failovers} timeZone={timeZone} />
          </div>
        )}
      </div>
    </div>
  );
}

function NoElection() {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={styles.note}
      title="A sidecar knows the role of its backend once ELASTISCOPE_ROLE is set."
      data-testid="failover-none"
    >
      No workload here elects a leader. The states of its instances:
    </div>
  );
}

function describe({ groups, elects, statistics }: FailoverModel): string {
  const lanes = groups.reduce((count, { rows }) => count + rows.length, 0);
  const said = elects
    ? figures(statistics).map(({ label, value }) => `${label}: ${value}`)
    : ['No workload elects a leader'];
  return `States of ${lanes} instances over time. ${said.join(', ')}. Arrow keys step through the events.`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    height: FIGURE_ROW_HEIGHT,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  panel: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  row: css({ display: 'flex', gap: theme.spacing(2), minHeight: 0 }),
  column: css({ display: 'flex', flexDirection: 'column', minHeight: 0 }),
});
