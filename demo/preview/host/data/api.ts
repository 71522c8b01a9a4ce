/** One series of an answer: samples are [unix seconds, value as text]. */
export interface PrometheusSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: ReadonlyArray<readonly [number, string]>;
  readonly value?: readonly [number, string];
}

/** What `/api/v1/query` and `/api/v1/query_range` answer. */
export interface QueryResult {
  readonly resultType: 'matrix' | 'vector' | 'scalar' | 'string';
  readonly result: readonly PrometheusSeries[] | readonly [number, string];
}

/** Prometheus refused, or could not be asked. */
export class PrometheusError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly data: unknown
  ) {
    super(message);
  }
}

const field = (data: unknown, name: string): string | undefined =>
  typeof data === 'object' && data !== null && name in data ? String(data[name as keyof typeof data]) : undefined;

/** Asks Prometheus through the page's own server. `path` is below `/api/v1/`. */
export async function ask<T>(path: string, params: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/prom/api/v1/${path}?${new URLSearchParams(params)}`, { signal });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || field(body, 'status') !== 'success') {
    const reason = field(body, 'error') ?? `Prometheus answered ${response.status} ${response.statusText}`.trim();
    const kind = field(body, 'errorType');
    throw new PrometheusError(kind ? `${kind}: ${reason}` : reason, response.status, body);
  }
  return (body as { data: T }).data;
}
