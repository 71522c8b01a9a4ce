import { LoadingState, type PanelData } from '@grafana/data';
import React from 'react';
import { useDiagnosis } from '../prometheus/useDiagnosis';
import { PanelStatus } from '../viz/PanelStatus';
import type { PanelQuery } from '../vocabulary';

export interface PanelFrameProps<Model> {
  readonly data: PanelData;
  /** What the panel would draw; `undefined` when its inputs hold nothing to draw. */
  readonly model: Model | undefined;
  /** The inputs that the panel reads, a constant. */
  readonly inputs: readonly PanelQuery[];
  /** What to do when the workload is known but says nothing about these inputs. */
  readonly advice: string;
  readonly children: (model: Model) => React.ReactElement;
}

/** Draws the model of a panel, or says why there is none: still loading, an error, or what is missing and what to do. */
export function PanelFrame<Model>(props: PanelFrameProps<Model>): React.ReactElement {
  const { data, model, children } = props;
  if (model !== undefined) {
    return children(model);
  }
  if (data.state === LoadingState.Error || (data.errors ?? []).length > 0) {
    const messages = (data.errors ?? []).map(({ message, data: body }) => message ?? body?.message);
    return (
      <PanelStatus
        kind="error"
        title="The query failed"
        hint="This is what the data source answered. Check the queries of the panel and the settings of the data source."
        details={[...new Set(messages)].filter(Boolean).join('\n') || 'No message'}
      />
    );
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PanelStatus kind="loading" title="Loading" />;
  }
  return <EmptyPanel {...props} />;
}

function EmptyPanel<Model>({ data, inputs, advice }: PanelFrameProps<Model>): React.ReactElement {
  const diagnosis = useDiagnosis(data.request, inputs, advice);
  return diagnosis === undefined ? (
    <PanelStatus kind="loading" title="No data. Looking for what is missing" />
  ) : (
    <PanelStatus kind="empty" {...diagnosis} />
  );
}
