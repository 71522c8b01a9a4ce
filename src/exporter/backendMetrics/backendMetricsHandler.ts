import { SIDECAR } from '../../vocabulary';
import { answerJson, type RequestHandler } from '../http/listener';
import { reasonOf } from '../log';
import type { Metrics } from '../metrics';
import { type Exposition, fetchExposition } from './fetchExposition';

export interface BackendMetricsParts {
  readonly url: URL | undefined;
  readonly samples: number;
  readonly metrics: Metrics;
}

/**
 * Passes the backend's own metrics on under limits, apart from those of the sidecar. Who asks while an answer is on its way
 * gets the same one, so that many scrapers cost the backend, and the memory, one.
 */
export function backendMetricsHandler({ url, samples, metrics }: BackendMetricsParts): RequestHandler {
  const running = new Map<boolean, Promise<Exposition>>();
  const exposition = (from: URL, openMetrics: boolean): Promise<Exposition> => {
    const fetching =
      running.get(openMetrics) ??
      fetchExposition(from, openMetrics, samples)
        .then((fetched) => {
          metrics.inc(SIDECAR.backendMetricsDropped, {}, fetched.droppedSamples);
          return fetched;
        })
        .finally(() => running.delete(openMetrics));
    running.set(openMetrics, fetching);
    return fetching;
  };
  return (request, response) => {
    if (url === undefined) {
      answerJson(response, 404, { error: 'set ELASTISCOPE_BACKEND_METRICS_URL to pass metrics of the backend on' });
      return;
    }
    const openMetrics = request.headers.accept?.includes('application/openmetrics-text') === true;
    exposition(url, openMetrics).then(
      ({ contentType, parts }) => {
        const length = parts.reduce((sum, part) => sum + part.length, 0);
        response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': length });
        parts.forEach((part) => response.write(part));
        response.end();
      },
      (error: unknown) => answerJson(response, 502, { error: reasonOf(error) })
    );
  };
}
