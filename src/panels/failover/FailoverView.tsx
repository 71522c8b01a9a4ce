import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { FigureRow } from '../../viz/lanes/FigureRow';
import { PanelStatus } from '../../viz/PanelStatus';
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
  if (model.groups.length === 0) {
    return (
      <PanelStatus
        kind="empty"
        title="No workload here elects a leader"
        hint="Choose one that does, or switch on “All workloads” in the options of the panel to see the states of all instances. A sidecar knows the role of its backend once ELASTISCOPE_ROLE is set."
      />
    );
  }
  const { range, groups, failovers, statistics, states } = model;
  const { chart, table, legend, sideBySide } = arrange({ width, height }, options, groups, failovers.length);
  return (
    <div className={styles.panel} style={{ width, height }} data-testid="failover-panel">
      {options.showFigures && <FigureRow items={figures(statistics)} />}
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

function describe({ groups, statistics }: FailoverModel): string {
  const lanes = groups.reduce((count, { rows }) => count + rows.length, 0);
  const said = figures(statistics).map(({ label, value }) => `${label}: ${value}`);
  return `States of ${lanes} instances over time. ${said.join(', ')}. Arrow keys step through the events.`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  row: css({ display: 'flex', gap: theme.spacing(2), minHeight: 0 }),
  column: css({ display: 'flex', flexDirection: 'column', minHeight: 0 }),
});
