import { ABORT_REASONS } from '../../../src/exporter/inbound/inboundWatch';
import { SIDECAR } from '../../../src/vocabulary';
import { series, type ModelSeries } from '../series';
import { histogramSeries, type Observed } from './histogram';

/** What a sidecar has counted whoever asked for what. */
export interface TrafficState {
  readonly inFlight?: number;
  readonly aborted?: Readonly<Partial<Record<(typeof ABORT_REASONS)[number], number>>>;
  /** Requests that waited for a cold start, and for how long all of them together. */
  readonly delayed: number;
  readonly delaySeconds: number;
}

/** What is exposed from the first moment on. */
export function trafficSeries(): Array<ModelSeries<TrafficState>> {
  return [
    series(SIDECAR.httpRequestsInFlight, {}, ({ inFlight }) => inFlight),
    ...ABORT_REASONS.map((reason) =>
      series(SIDECAR.httpRequestsAborted, { reason }, ({ aborted }: TrafficState) => aborted?.[reason] ?? 0)
    ),
    series(SIDECAR.httpRequestsDelayedByColdStart, {}, ({ delayed }) => delayed),
    series(SIDECAR.httpColdStartWait, {}, ({ delaySeconds }) => delaySeconds),
  ];
}

/** How long the requests of a route took. */
export function durationSeries(route: string): Array<ModelSeries<Observed>> {
  return histogramSeries(SIDECAR.httpRequestDuration, { route });
}

/** How long vector searches took. */
export function vectorSearchSeries(): Array<ModelSeries<Observed>> {
  return histogramSeries(SIDECAR.vectorSearchDuration, {});
}
