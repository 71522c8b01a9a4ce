import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { catchError, concat, from, map, type Observable, of } from 'rxjs';

function toPanelData(response: DataQueryResponse, request: DataQueryRequest): PanelData {
  const errors = response.errors ?? (response.error ? [response.error] : []);
  return {
    state: errors.length > 0 ? LoadingState.Error : (response.state ?? LoadingState.Done),
    series: response.data.map((frame) => toDataFrame(frame)),
    timeRange: request.range,
    request: { ...request, endTime: Date.now() },
    ...(errors.length > 0 && { errors, error: errors[0] }),
  };
}

/** Asks a data source: first that it is loading, then what it answered or why it could not. */
export function runRequest(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  query: DataSourceApi['query'] = (asked) => dataSource.query(asked)
): Observable<PanelData> {
  const loading: PanelData = { state: LoadingState.Loading, series: [], timeRange: request.range, request };
  const answer = from(query(request)).pipe(
    map((response) => toPanelData(response, request)),
    catchError((error: Error) =>
      of({
        ...loading,
        state: LoadingState.Error,
        error: { message: error.message },
        errors: [{ message: error.message }],
      })
    )
  );
  return concat(of(loading), answer);
}
