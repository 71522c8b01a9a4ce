import { dateTimeFormat } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import type { Surface } from '../../viz/lanes/surface';
import { TimeCanvas } from '../../viz/lanes/TimeCanvas';
import { TooltipTable } from '../../viz/lanes/TooltipTable';
import type { ViewProps } from './ColdStartView';
import { paintWaiting, startColors } from './paint';
import { GUTTER } from './StartsChart';

interface Step {
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
}

/** Requests that waited, below the starts they waited for. */
export function WaitingStrip(props: ViewProps): React.ReactElement {
  const { width, height, timeZone, model, onChangeTimeRange } = props;
  const { range, waiting, waitingAxisMax } = model;
  const theme = useTheme2();
  const steps = useMemo(
    () =>
      waiting.timesMs.map((toMs, i): Step => ({ fromMs: toMs - waiting.stepMs, toMs, requests: waiting.requests[i] })),
    [waiting]
  );
  const paint = useCallback(
    (surface: Surface) => paintWaiting(surface, waiting, startColors(theme).waiting),
    [waiting, theme]
  );
  const busy = useMemo(() => steps.filter(({ requests }) => requests > 0), [steps]);
  return (
    <TimeCanvas<Step>
      {...{ width, height, timeZone, paint }}
      {...range}
      gutter={GUTTER}
      valueAxis={{ max: waitingAxisMax, unit: 'short', whole: true }}
      description={`Requests that waited for a cold start: ${waiting.totalRequests} in all`}
      itemAt={(x, _, surface) => busy.find(({ fromMs, toMs }) => surface.x(fromMs) <= x && x < surface.x(toMs) + 1)}
      stops={busy.map((item) => ({ item, timeMs: item.toMs, top: 0 }))}
      renderTooltip={({ fromMs, toMs, requests }) => (
        <TooltipTable
          title="Requests that waited"
          rows={[
            ['Requests', String(Math.round(requests))],
            ['From', dateTimeFormat(fromMs, { timeZone })],
            ['Until', dateTimeFormat(toMs, { timeZone })],
          ]}
        />
      )}
      onZoom={onChangeTimeRange}
    />
  );
}
