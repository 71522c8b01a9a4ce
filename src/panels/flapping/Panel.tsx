import type { PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { readSeries } from '../../prometheus/frames';
import { PanelStatus } from '../../viz/PanelStatus';
import { VARIABLE_SELECTOR } from '../../vocabulary';
import { PanelFrame } from '../PanelFrame';
import { FlappingView } from './FlappingView';
import { flappingModel } from './model';
import type { FlappingOptions } from './options';
import { queries } from './queries';
import { thresholdText } from './words';

const INPUTS = queries(VARIABLE_SELECTOR);
const ADVICE =
  'The workload is known, but no autoscaler says how many replicas it wants. Scrape kube-state-metrics, with its HorizontalPodAutoscaler metrics kept; a workload without an autoscaler cannot flap.';

/** Which autoscalers change their mind, when and how badly. */
export function FlappingPanel(props: PanelProps<FlappingOptions>): React.ReactElement {
  const { showCalm, minReversals, minAmplitude, currentStabilizationSeconds } = props.options;
  const series = useMemo(() => readSeries(props.data.series), [props.data.series]);
  const model = useMemo(
    () => flappingModel(series, { showCalm, minReversals, minAmplitude, currentStabilizationSeconds }),
    [series, showCalm, minReversals, minAmplitude, currentStabilizationSeconds]
  );
  return (
    <PanelFrame data={props.data} model={model} inputs={INPUTS} advice={ADVICE}>
      {(drawn) =>
        drawn.lanes.length > 0 ? (
          <FlappingView {...props} model={drawn} />
        ) : (
          <PanelStatus
            kind="empty"
            title={`No autoscaler of ${drawn.calmHidden} flaps`}
            hint={`Calm workloads are not shown (${thresholdText(drawn.settings)}).`}
          />
        )
      }
    </PanelFrame>
  );
}
