import type { PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { answeredUntil, readSeries } from '../../prometheus/frames';
import { PanelFrame } from '../PanelFrame';
import { CostView } from './CostView';
import { readTokenCost } from './model';
import type { TokenCostOptions } from './options';
import { queries } from './queries';
import { useChoice } from './useChoice';

const INPUTS = queries('');
const ADVICE =
  'Cost comes from tokens that went through the gateway of a sidecar. Point the LLM clients of this workload to it, or choose a time range in which it was used.';

/** Estimated token cost by model, team or flow, against the budget, and where the month will end. */
export function TokenCostPanel(props: PanelProps<TokenCostOptions>): React.ReactElement {
  const { data, options } = props;
  const { maxGroups } = options;
  const [breakdown, onBreakdownChange] = useChoice(options.breakdown);
  const untilMs = answeredUntil(data);
  const cost = useMemo(() => {
    const range = { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() };
    return readTokenCost(readSeries(data.series), range, { breakdown, maxGroups }, untilMs);
  }, [data.series, data.timeRange, untilMs, breakdown, maxGroups]);
  return (
    <PanelFrame data={data} model={cost} inputs={INPUTS} advice={ADVICE}>
      {(model) => <CostView {...props} cost={model} breakdown={breakdown} onBreakdownChange={onBreakdownChange} />}
    </PanelFrame>
  );
}
