import { dateTimeFormat } from '@grafana/data';
import React from 'react';
import { isWithinRuns } from '../../elasticity/samples';
import { formatNumber } from '../../viz/format';
import { formatDuration } from '../../viz/lanes/duration';
import { TooltipTable } from '../../viz/lanes/TooltipTable';
import { VERDICTS } from '../../vocabulary';
import type { Lane } from './model';
import { reversalsBefore, type Pointed } from './pointing';

interface Props {
  readonly pointed: Pointed;
  readonly timeZone: string;
}

/** A reversal, or the desired replicas at a time. */
export function LaneTooltip({ pointed, timeZone }: Props): React.ReactElement {
  const { lane, reversal } = pointed;
  const time = (timeMs: number) => dateTimeFormat(timeMs, { timeZone });
  if (reversal !== undefined) {
    return (
      <TooltipTable
        title={`${lane.name} turned ${reversal.direction}`}
        rows={[
          ['At', time(reversal.timeMs)],
          ['Desired', `${replicas(reversal.fromReplicas)} → ${replicas(reversal.toReplicas)} replicas`],
          ['After', formatDuration((reversal.timeMs - reversal.previousMs) / 1000)],
          ['Reversals in 1 h before', reversal.inWindow],
          ...verdictRow(lane, reversal.timeMs),
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
        ['Desired', `${replicas(lane.values[pointed.sample])} replicas`],
        ['Reversals in 1 h before', reversalsBefore(lane, timeMs)],
        ...verdictRow(lane, timeMs),
      ]}
    />
  );
}

/** What the rules recorded at that time. */
function verdictRow({ episodes }: Lane, timeMs: number): Array<readonly [string, string]> {
  return isWithinRuns(episodes, timeMs) ? [['Verdict', VERDICTS.flapping.words]] : [];
}

function replicas(count: number | null | undefined): string {
  return formatNumber(count, 'none', 0);
}
