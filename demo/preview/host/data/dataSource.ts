import {
  type DataFrame,
  type DataQuery,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { Observable } from 'rxjs';
import { ask, PrometheusError, type QueryResult } from './api';
import { toFrames } from './frames';
import { forPromql, interpolate, type VariableLookup } from './interpolate';
import { findValues } from './labelValues';
import { lookupIn } from './scopedVars';
import { alignedSeconds, chooseStep } from './step';

/** One query as dashboards and pages write it. */
export interface PromQuery extends DataQuery {
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly interval?: string;
}

const SCRAPE_INTERVAL = '15s';

/** What a panel is told about a query that failed. */
function toQueryError(refId: string, error: unknown): DataQueryError {
  const message = error instanceof Error ? error.message : String(error);
  const refused = error instanceof PrometheusError ? error : undefined;
  return { refId, message, status: refused?.status, data: { message, error: message } };
}

/** Prometheus, asked directly: what Grafana's data source does, as far as our panels and pages need it. */
export class PreviewDataSource extends DataSourceApi<PromQuery> {
  constructor(
    settings: DataSourceInstanceSettings,
    /** The dashboard's variables, for queries that bring none of their own. */
    private readonly dashboardVariables: VariableLookup
  ) {
    super(settings);
    this.meta = settings.meta;
  }

  /** Runs the queries in parallel. A query that fails is reported beside the answers of the others. */
  query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const aborter = new AbortController();
      const targets = request.targets.filter((target) => target.expr && !target.hide);
      const answers = targets.map((target) =>
        this.run(target, request, aborter.signal).then(
          (frames) => ({ frames, error: undefined }),
          (error: unknown) => ({ frames: [], error: toQueryError(target.refId, error) })
        )
      );
      Promise.all(answers).then((all) => {
        if (!aborter.signal.aborted) {
          const errors = all.flatMap(({ error }) => error ?? []);
          subscriber.next({
            data: all.flatMap(({ frames }): DataFrame[] => frames),
            state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
            ...(errors.length > 0 && { errors, error: errors[0] }),
          });
          subscriber.complete();
        }
      });
      return () => aborter.abort();
    });
  }

  private async run(
    target: PromQuery,
    request: DataQueryRequest<PromQuery>,
    signal: AbortSignal
  ): Promise<DataFrame[]> {
    const { range } = request;
    const lookup = lookupIn(request.scopedVars, this.dashboardVariables);
    const interval = interpolate(target.interval ?? '', lookup, forPromql) || SCRAPE_INTERVAL;
    const { stepMs, builtIn } = chooseStep(range, request.maxDataPoints ?? 1000, interval, SCRAPE_INTERVAL);
    const query = interpolate(target.expr ?? '', (name) => builtIn[name] ?? lookup(name), forPromql);
    const answer = target.instant
      ? await ask<QueryResult>('query', { query, time: String(range.to.valueOf() / 1000) }, signal)
      : await ask<QueryResult>('query_range', { query, ...this.grid(range, stepMs) }, signal);
    return toFrames(answer, target.refId, target.legendFormat, stepMs);
  }

  private grid(range: TimeRange, stepMs: number): Record<string, string> {
    const { start, end } = alignedSeconds(range, stepMs);
    return { start: String(start), end: String(end), step: String(stepMs / 1000) };
  }

  /** Values for a variable: `label_values(…)`, `query_result(…)` or a list of metrics. */
  override async metricFindQuery(
    query: string | { readonly query?: string },
    options?: { readonly range?: TimeRange; readonly scopedVars?: ScopedVars }
  ): Promise<MetricFindValue[]> {
    const text = typeof query === 'string' ? query : (query.query ?? '');
    const lookup = lookupIn(options?.scopedVars, this.dashboardVariables);
    const values = await findValues(interpolate(text, lookup, forPromql), options?.range);
    return values.map((value) => ({ text: value }));
  }

  /** What Grafana offers as a data source's resources: the API of Prometheus below `api/v1/`. */
  async getResource(path: string, params: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const data = await ask<unknown>(path.replace(/^\/?api\/v1\//, ''), params);
    return { status: 'success', data };
  }

  override interpolateVariablesInQueries(queries: PromQuery[], scopedVars: ScopedVars): PromQuery[] {
    const lookup = lookupIn(scopedVars, this.dashboardVariables);
    return queries.map((query) => ({ ...query, expr: interpolate(query.expr ?? '', lookup, forPromql) }));
  }

  override getQueryDisplayText(query: PromQuery): string {
    return query.expr ?? '';
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await ask('query', { query: '1' });
    return { status: 'success', message: 'Prometheus answers' };
  }
}
