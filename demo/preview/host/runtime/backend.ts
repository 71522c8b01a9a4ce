import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, type Observable } from 'rxjs';

async function send<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
  const query = new URLSearchParams(options.params).toString();
  const response = await fetch(query ? `${options.url}?${query}` : options.url, {
    method: options.method ?? 'GET',
    body: options.data === undefined ? undefined : JSON.stringify(options.data),
    headers: { 'content-type': 'application/json', ...options.headers },
    signal: options.abortSignal,
  });
  const text = await response.text();
  const data = text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  const { status, statusText, ok, headers, redirected, type, url } = response;
  if (!ok) {
    const error: FetchError = { status, statusText, data, config: options };
    throw error;
  }
  return { data, status, statusText, ok, headers, redirected, type, url, config: options };
}

const fetchOnce = <T>(options: BackendSrvRequest): Observable<FetchResponse<T>> => from(send<T>(options));
const dataOf = async <T>(options: BackendSrvRequest): Promise<T> => (await lastValueFrom(fetchOnce<T>(options))).data;

/** Grafana's HTTP client, over fetch. The preview page has no Grafana API: its server answers 404 there. */
export const backendSrv: BackendSrv = {
  fetch: fetchOnce,
  request: dataOf,
  datasourceRequest: send,
  get: (url, params, requestId, options) => dataOf({ ...options, url, params, requestId, method: 'GET' }),
  delete: (url, data, options) => dataOf({ ...options, url, data, method: 'DELETE' }),
  post: (url, data, options) => dataOf({ ...options, url, data, method: 'POST' }),
  patch: (url, data, options) => dataOf({ ...options, url, data, method: 'PATCH' }),
  put: (url, data, options) => dataOf({ ...options, url, data, method: 'PUT' }),
  chunked: () => {
    throw new Error('The preview page does not stream.');
  },
};
