import { LoadingState, type PanelData } from '@grafana/data';
import React from 'react';
import { useDiagnosis } from '../../prometheus/useDiagnosis';
import { PanelStatus } from '../../viz/PanelStatus';
import { queries } from './queries';

const INPUTS = queries('');
const ADVICE = 'Choose another cluster or namespace, or a time range in which workloads ran.';

/** What the page shows in place of an empty table: still loading, the error, or what is missing and what to do. */
export function Nothing({ data }: { readonly data: PanelData | undefined }): React.ReactElement {
  const error = errorOf(data);
  if (error !== undefined) {
    return (
      <PanelStatus
        kind="error"
        title="Prometheus could not be asked"
        hint="Check that it runs, and the address in the settings of the data source."
        details={error}
      />
    );
  }
  if (data === undefined || data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PanelStatus kind="loading" title="Loading" />;
  }
  return <Missing data={data} />;
}

/** The messages of the queries that failed, each once; `undefined` when none did. */
export function errorOf(data: PanelData | undefined): string | undefined {
  if (data?.state !== LoadingState.Error && !data?.errors?.length) {
    return undefined;
  }
  const messages = (data.errors ?? []).map(({ message, data: body }) => message ?? body?.message);
  return [...new Set(messages)].filter(Boolean).join('\n') || 'No message';
}

function Missing({ data }: { readonly data: PanelData }): React.ReactElement {
  const diagnosis = useDiagnosis(data.request, INPUTS, ADVICE);
  return diagnosis === undefined ? (
    <PanelStatus kind="loading" title="No workload. Looking for what is missing" />
  ) : (
    <PanelStatus kind="empty" {...diagnosis} />
  );
}
