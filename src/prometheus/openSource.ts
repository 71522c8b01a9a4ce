import { rangeUtil, type DataQueryRequest, type DataQueryResponse, type DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { from, lastValueFrom, takeUntil, type Observable } from 'rxjs';
import type { SourceProbe } from './diagnose';

interface PromQuery extends DataQuery {
  readonly expr: string;
  readonly range: boolean;
  readonly instant: boolean;
}

/** How many times a range is looked at; a workload that ran for less than a 60th of a long range may be overlooked. */
const LOOKS = 60;
const REF_ID = 'diagnosis';

/** The expression of a query of a Prometheus data source; empty for queries of any other. */
export function exprOf(query: DataQuery): string {
  return 'expr' in query && typeof query.expr === 'string' ? query.expr : '';
}

/**
 * The data source that a panel's request went to. Questions repeat the panel's own request with another expression, so that
 * time range and variables are the same. They are given up when `stop` emits.
 */
export async function openSource(
  request: DataQueryRequest,
  stop: Observable<unknown>
): Promise<SourceProbe | undefined> {
  const ref = request.targets[0]?.datasource;
  const settings = getDataSourceSrv().getInstanceSettings(ref, request.scopedVars);
  if (settings === undefined) {
    return undefined;
  }
  const api = await getDataSourceSrv().get(ref, request.scopedVars);
  return {
    name: settings.name,
    type: settings.type,
    hasSeries: async (expr) => {
      const answer = api.query(asking(request, expr));
      const { data, errors } = await lastValueFrom<DataQueryResponse>(from(answer).pipe(takeUntil(stop)));
      if (errors !== undefined && errors.length > 0) {
        throw new Error(errors.map(({ message, data: body }) => message ?? body?.message ?? 'Query failed').join('\n'));
      }
      return data.some(({ length }) => length > 0);
    },
    hasRule: async (record) => findRule(api, record),
    resolve: (text) => {
      const [query] = api.interpolateVariablesInQueries?.([asQuery(request, text)], request.scopedVars) ?? [];
      return query === undefined ? text : exprOf(query);
    },
  };
}

function asQuery(request: DataQueryRequest, expr: string): PromQuery {
  return { refId: REF_ID, datasource: request.targets[0]?.datasource, expr, range: true, instant: false };
}

function asking(request: DataQueryRequest, expr: string): DataQueryRequest {
  const { interval, intervalMs } = rangeUtil.calculateInterval(request.range, LOOKS, '15s');
  return {
    ...request,
    requestId: `${request.requestId}-${REF_ID}`,
    targets: [asQuery(request, expr)],
    maxDataPoints: LOOKS,
    interval,
    intervalMs,
    startTime: Date.now(),
    hideFromInspector: true,
  };
}

async function findRule(api: DataSourceApi, record: string): Promise<boolean | undefined> {
  if (!('getResource' in api) || typeof api.getResource !== 'function') {
    return undefined;
  }
  try {
    // Many a Prometheus keeps its rules to itself; that is no error to show to the reader of a dashboard.
    const answer: unknown = await api.getResource('api/v1/rules', { type: 'record' }, { showErrorAlert: false });
    return JSON.stringify(answer).includes(JSON.stringify(record));
  } catch {
    return undefined;
  }
}
