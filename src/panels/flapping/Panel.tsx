import type { PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { useRecorded } from '../../prometheus/useRecorded';
import { PanelStatus } from '../../viz/PanelStatus';
import { VARIABLE_SELECTOR, VERDICTS } from '../../vocabulary';
import { PanelFrame } from '../PanelFrame';
import { FlappingView } from './FlappingView';
import { flappingModel } from './model';
import type { FlappingOptions } from './options';
import { queries } from './queries';

const INPUTS = queries(VARIABLE_SELECTOR);
const ADVICE =
  'The workload is known, but no autoscaler says how many replicas it desires. Scrape kube-state-metrics, with its HorizontalPodAutoscaler metrics kept; a workload without an autoscaler cannot flap.';

/** Which autoscalers change their mind, when and how badly. */
export function FlappingPanel(props: PanelProps<FlappingOptions>): React.ReactElement {
  const { data, options } = props;
  const { showCalm, currentStabilizationSeconds } = options;
  const series = useMemo(() => readSeries(data.series), [data.series]);
  const isInDoubt = series.has('desired') && !series.has('flapping');
  const isRecorded = useRecorded(data.request, VERDICTS.flapping.record, 'flapping', isInDoubt);
  const untilMs = answeredUntil(data);
  const model = useMemo(
    () => flappingModel(series, { showCalm, currentStabilizationSeconds }, { untilMs, isRecorded }),
    [series, showCalm, currentStabilizationSeconds, untilMs, isRecorded]
  );
  return (
    <PanelFrame data={data} model={model} inputs={INPUTS} advice={ADVICE}>
      {(drawn) =>
        drawn.lanes.length > 0 ? (
          <FlappingView {...props} model={drawn} />
        ) : (
          <PanelStatus
            kind="empty"
            title={`No autoscaler of ${drawn.calmHidden} flaps`}
            hint="The options of this panel leave out calm workloads."
          />
        )
      }
    </PanelFrame>
  );
}
