import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import type { PrometheusSeries, QueryResult } from './api';

function toNumber(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

function nameOf(labels: Labels, legend: string | undefined): string {
  if (legend && legend !== '__auto') {
    return legend.replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (_, label) => labels[label] ?? '');
  }
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([label, value]) => `${label}="${value}"`);
  return pairs.length > 0 ? `${name}{${pairs.join(', ')}}` : name;
}

function toFrame(series: PrometheusSeries, refId: string, legend: string | undefined, stepMs: number): DataFrame {
  const samples = series.values ?? (series.value ? [series.value] : []);
  const name = nameOf(series.metric, legend);
  return {
    refId,
    name,
    length: samples.length,
    meta: { custom: { resultType: series.values ? 'matrix' : 'vector' } },
    fields: [
      {
        name: 'Time',
        type: FieldType.time,
        config: { interval: stepMs },
        values: samples.map(([seconds]) => Math.round(seconds * 1000)),
      },
      {
        name: 'Value',
        type: FieldType.number,
        labels: series.metric,
        config: { displayNameFromDS: name },
        values: samples.map(([, value]) => toNumber(value)),
      },
    ],
  };
}

/** Turns an answer of Prometheus into one frame a series, shaped as Grafana's data source shapes them. */
export function toFrames(answer: QueryResult, refId: string, legend: string | undefined, stepMs: number): DataFrame[] {
  const series: readonly PrometheusSeries[] =
    answer.resultType === 'matrix' || answer.resultType === 'vector'
      ? (answer.result as readonly PrometheusSeries[])
      : [{ metric: {}, value: answer.result as readonly [number, string] }];
  return series.map((one) => toFrame(one, refId, legend, stepMs));
}
