import { FieldType, type DataFrame, type PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { PanelFrame } from '../PanelFrame';
import { FailoverView } from './FailoverView';
import { readFailoverModel } from './model';
import type { FailoverOptions } from './options';
import { queries, REF } from './queries';

const INPUTS = queries('');
const ADVICE =
  'States are told by the sidecar of each instance. Run it beside this workload, or choose a time range in which an instance ran.';

/** Who led when, how long each failover took and in which phase, and whether there were ever two leaders or none. */
export function FailoverPanel(props: PanelProps<FailoverOptions>): React.ReactElement {
  const { data, options } = props;
  const { showAllWorkloads } = options;
  const untilMs = answeredUntil(data);
  const model = useMemo(() => {
    const range = { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() };
    return readFailoverModel(readSeries(data.series), range, stepOf(data.series), { showAllWorkloads }, untilMs);
  }, [data.series, data.timeRange, untilMs, showAllWorkloads]);
  return (
    <PanelFrame data={data} model={model} inputs={INPUTS} advice={ADVICE}>
      {(shown) => <FailoverView {...props} model={shown} />}
    </PanelFrame>
  );
}

/** The step of the state query, as the data source notes it on the time field, milliseconds. */
function stepOf(frames: readonly DataFrame[]): number | undefined {
  const frame = frames.find(({ refId }) => refId === REF.state);
  return frame?.fields.find(({ type }) => type === FieldType.time)?.config.interval ?? undefined;
}
