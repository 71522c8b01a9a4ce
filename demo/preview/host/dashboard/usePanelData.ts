import {
  compareArrayValues,
  compareDataFrameStructures,
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { useEffect, useRef, useState } from 'react';
import type { PromQuery } from '../data/dataSource';
import { runRequest } from '../data/runRequest';
import { chooseStep } from '../data/step';
import type { DashboardPanel } from './model';

let requests = 0;

function toRequest(
  panel: DashboardPanel,
  range: TimeRange,
  timezone: string,
  scopedVars: ScopedVars,
  width: number
): DataQueryRequest<PromQuery> {
  const maxDataPoints = panel.maxDataPoints ?? Math.max(1, Math.round(width));
  const { stepMs, builtIn } = chooseStep(range, maxDataPoints, panel.interval ?? '15s', '15s');
  return {
    app: CoreApp.Dashboard,
    requestId: `Q${++requests}`,
    panelId: panel.id,
    panelPluginId: panel.type,
    range,
    timezone,
    interval: builtIn.__interval ?? '',
    intervalMs: stepMs,
    maxDataPoints,
    scopedVars,
    targets: (panel.targets ?? []).map((target) => ({ ...target, interval: target.interval ?? panel.interval })),
    startTime: Date.now(),
  };
}

/** The picture stays while the next one loads; panels learn from `structureRev` when only values changed. */
function follow(previous: PanelData, next: PanelData): PanelData {
  if (next.state === LoadingState.Loading) {
    return { ...next, series: previous.series, structureRev: previous.structureRev };
  }
  const same = compareArrayValues(previous.series, next.series, (a: DataFrame, b: DataFrame) =>
    compareDataFrameStructures(a, b)
  );
  return { ...next, structureRev: (previous.structureRev ?? 0) + (same ? 0 : 1) };
}

/**
 * Asks for what a panel shows, again whenever range, variables or refresh count change. An answer that is overtaken by a
 * newer question is dropped. Waits until the panel has a width, because the width decides the step.
 */
export function usePanelData(
  panel: DashboardPanel,
  dataSource: DataSourceApi,
  range: TimeRange,
  timeZone: string,
  scopedVars: ScopedVars,
  width: number
): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.NotStarted, series: [], timeRange: range });
  const latestWidth = useRef(width);
  useEffect(() => {
    latestWidth.current = width;
  }, [width]);
  const ready = width > 0;
  useEffect(() => {
    if (!ready) {
      return undefined;
    }
    const request = toRequest(panel, range, timeZone, scopedVars, latestWidth.current);
    const subscription = runRequest(dataSource, request).subscribe((next) =>
      setData((previous) => follow(previous, next))
    );
    return () => subscription.unsubscribe();
  }, [panel, dataSource, range, timeZone, scopedVars, ready]);
  return data;
}
