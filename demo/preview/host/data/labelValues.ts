import type { TimeRange } from '@grafana/data';
import { ask, type QueryResult } from './api';

const LABEL_VALUES = /^\s*label_values\(\s*(?:(.+),\s*)?(\w+)\s*\)\s*$/s;
const QUERY_RESULT = /^\s*query_result\((.+)\)\s*$/s;

function between(range: TimeRange | undefined): Record<string, string> {
  return range ? { start: String(range.from.valueOf() / 1000), end: String(range.to.valueOf() / 1000) } : {};
}

/** The values of a variable whose query is written in the functions of Grafana's Prometheus data source, sorted. */
export async function findValues(query: string, range: TimeRange | undefined): Promise<string[]> {
  const [, series, label] = LABEL_VALUES.exec(query) ?? [];
  if (label !== undefined) {
    const match: Record<string, string> = series ? { 'match[]': series.trim() } : {};
    return (await ask<string[]>(`label/${label}/values`, { ...match, ...between(range) })).sort();
  }
  const [, expression] = QUERY_RESULT.exec(query) ?? [];
  if (expression !== undefined) {
    const { result } = await ask<QueryResult>('query', { query: expression });
    return result.map((series) => JSON.stringify(series)).sort();
  }
  throw new Error(
    `The preview page cannot run the variable query ${query}: it knows label_values(…) and query_result(…).`
  );
}
