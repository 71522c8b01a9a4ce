import { dateTimeFormat } from '@grafana/data';
import React from 'react';
import type { FlappingSettings } from '../../elasticity/flapping';
import { formatNumber } from '../../viz/format';
import { formatDuration } from '../../viz/lanes/duration';
import { TooltipTable } from '../../viz/lanes/TooltipTable';
import { reversalsBefore, type Pointed } from './pointing';

interface Props {
  readonly pointed: Pointed;
  readonly settings: FlappingSettings;
  readonly timeZone: string;
}

/** A reversal, or the wanted replicas at a time. */
export function LaneTooltip({ pointed, settings, timeZone }: Props): React.ReactElement {
  const { lane, reversal } = pointed;
  const within = `in ${formatDuration(settings.windowSeconds)} before`;
  const count = (reversals: number) => `${reversals}, flapping from ${settings.minReversals}`;
  const time = (timeMs: number) => dateTimeFormat(timeMs, { timeZone });
  if (reversal !== undefined) {
    return (
      <TooltipTable
        title={`${lane.name} turned ${reversal.direction}`}
        rows={[
          ['At', time(reversal.timeMs)],
          ['Wanted', `${replicas(reversal.fromReplicas)} → ${replicas(reversal.toReplicas)} replicas`],
          ['After', formatDuration((reversal.timeMs - reversal.previousMs) / 1000)],
          [`Reversals ${within}`, count(reversal.inWindow)],
        ]}
      />
    );
  }
  const timeMs = lane.times[pointed.sample];
  return (
    <TooltipTable
      title={lane.name}
      rows={[
        ['At', time(timeMs)],
        ['Wanted', `${replicas(lane.values[pointed.sample])} replicas`],
        [`Reversals ${within}`, count(reversalsBefore(lane, timeMs, settings.windowSeconds))],
      ]}
    />
  );
}

function replicas(count: number | null | undefined): string {
  return formatNumber(count, 'none', 0);
}
