import type { PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { PanelFrame } from '../PanelFrame';
import { ColdStartView } from './ColdStartView';
import { readColdStartModel } from './model';
import type { ColdStartOptions } from './options';
import { queries } from './queries';

const INPUTS = queries('');
const ADVICE =
  'Starts are timed by the sidecar that probes the backend. Run it beside this workload, or choose a time range in which an instance started.';

/** How long instances took to start, in which phase, and how many requests waited for it. */
export function ColdStartPanel(props: PanelProps<ColdStartOptions>): React.ReactElement {
  const { data } = props;
  const untilMs = answeredUntil(data);
  const model = useMemo(() => {
    const range = { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() };
    return readColdStartModel(readSeries(data.series), range, untilMs);
  }, [data.series, data.timeRange, untilMs]);
  return (
    <PanelFrame data={data} model={model} inputs={INPUTS} advice={ADVICE}>
      {(shown) => <ColdStartView {...props} model={shown} />}
    </PanelFrame>
  );
}
