import type { PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { useRecorded } from '../../prometheus/useRecorded';
import { formatClock } from '../../viz/clock';
import { TimeChart } from '../../viz/TimeChart';
import { PanelFrame } from '../PanelFrame';
import { chartSeries, LOAD_AXIS, REPLICAS_AXIS, shortageSpans } from './chart';
import { Header, HEADER_HEIGHT } from './Header';
import { hasVerdicts, replicasModel, type WorkloadScaling } from './model';
import type { ReplicasOptions } from './options';
import { queries, VERDICT_REF } from './queries';
import { VARIABLE_SELECTOR, VERDICTS } from '../../vocabulary';

const INPUTS = queries(VARIABLE_SELECTOR);
const ADVICE =
  'The workload is known, but nothing reports its replicas or its load. Scrape kube-state-metrics for replicas and the sidecar (or an ingress) for the load.';

/** Replicas against the load, with the verdict on whether they follow it. */
export function ReplicasPanel(props: PanelProps<ReplicasOptions>): React.ReactElement {
  const { data, options } = props;
  const { idleBelowPercent } = options;
  const series = useMemo(() => readSeries(data.series), [data.series]);
  const isInDoubt = series.size > 0 && !hasVerdicts(series);
  const { record } = VERDICTS.scalingLagging;
  const isRecorded = useRecorded(data.request, record, VERDICT_REF.scalingLagging, isInDoubt);
  const untilMs = answeredUntil(data);
  const model = useMemo(
    () => replicasModel(series, { idleBelowPercent }, { untilMs, isRecorded }),
    [series, idleBelowPercent, untilMs, isRecorded]
  );
  return (
    <PanelFrame data={data} model={model} inputs={INPUTS} advice={ADVICE}>
      {(workloads) => <Workloads {...props} workloads={workloads} />}
    </PanelFrame>
  );
}

type WorkloadsProps = PanelProps<ReplicasOptions> & { readonly workloads: readonly WorkloadScaling[] };

/** One workload at a time: sums over workloads would hide the one that is short behind the one that is idle. */
function Workloads({ workloads, options, width, height, ...props }: WorkloadsProps): React.ReactElement {
  const [chosen, choose] = useState<string>();
  const workload = workloads.find(({ key }) => key === chosen) ?? workloads[0];
  const series = useMemo(() => chartSeries(workload, options, width), [workload, options, width]);
  const spans = useMemo(
    () => (options.showShortages ? shortageSpans(workload) : []),
    [workload, options.showShortages]
  );
  const hasHeader = options.showSummary || workloads.length > 1;
  return (
    <div style={{ width, height }}>
      {hasHeader && (
        <Header
          workloads={workloads}
          shown={workload}
          onChoose={choose}
          showSummary={options.showSummary}
          width={width}
          clock={(timeMs) => formatClock(timeMs, props.timeRange.to.valueOf(), props.timeZone)}
        />
      )}
      <TimeChart
        width={width}
        height={height - (hasHeader ? HEADER_HEIGHT : 0)}
        timeRange={props.timeRange}
        timeZone={props.timeZone}
        times={workload.samples.times}
        series={series}
        left={REPLICAS_AXIS}
        right={LOAD_AXIS}
        spans={spans}
        legend={options.legend}
        tooltip={options.tooltip}
        onChangeTimeRange={props.onChangeTimeRange}
      />
    </div>
  );
}
