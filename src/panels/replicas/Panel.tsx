import type { PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';
import { readSeries } from '../../prometheus/frames';
import { TimeChart } from '../../viz/TimeChart';
import { PanelFrame } from '../PanelFrame';
import { chartSeries, LOAD_AXIS, REPLICAS_AXIS, shortageSpans } from './chart';
import { Header, HEADER_HEIGHT } from './Header';
import { replicasModel, type WorkloadScaling } from './model';
import type { ReplicasOptions } from './options';
import { queries } from './queries';
import { VARIABLE_SELECTOR } from '../../vocabulary';

const INPUTS = queries(VARIABLE_SELECTOR);
const ADVICE =
  'The workload is known, but nothing reports its replicas or its load. Scrape kube-state-metrics for replicas and the sidecar (or an ingress) for the load.';

/** Replicas against the load, with the verdict on whether they follow it. */
export function ReplicasPanel(props: PanelProps<ReplicasOptions>): React.ReactElement {
  const { data, options } = props;
  const { graceSeconds, toleratedPercent, idleBelowPercent } = options;
  const series = useMemo(() => readSeries(data.series), [data.series]);
  const model = useMemo(
    () => replicasModel(series, { graceSeconds, toleratedPercent, idleBelowPercent }),
    [series, graceSeconds, toleratedPercent, idleBelowPercent]
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
