import { CommandError } from '../command';
import { isRecord } from './record';

/** Seconds since the epoch, and the value then. */
export type Sample = readonly [seconds: number, value: number];

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

/**
 * The series of the data of `/api/v1/query` (one sample each) or `/api/v1/query_range`.
 *
 * @param most how many there may be
 * @throws CommandError when there are more, or when the data is something else
 */
export function seriesOf(data: unknown, most: number, query: string): readonly Series[] {
  const result = isRecord(data) ? data.result : undefined;
  if (!Array.isArray(result)) {
    throw new CommandError(`the answer to ${query} has no result; is it a Prometheus that answers?`);
  }
  if (result.length > most) {
    throw new CommandError(`${query} gives ${result.length} series; aggregate them to one, for example by sum(…)`);
  }
  return result.map((series: unknown) => oneOf(series, query));
}

function oneOf(series: unknown, query: string): Series {
  const { metric, value, values } = isRecord(series) ? series : {};
  const samples = Array.isArray(values) ? values : Array.isArray(value) ? [value] : undefined;
  if (samples === undefined) {
    throw new CommandError(`${query} gives no series of numbers; its type has to be a vector`);
  }
  return { labels: labelsOf(metric), samples: samples.map(sampleOf) };
}

/** Label sets as Prometheus writes them. */
export function labelsOf(metric: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(isRecord(metric) ? metric : {}).map(([name, text]) => [name, String(text)]));
}

function sampleOf(sample: unknown): Sample {
  const [seconds, text]: readonly unknown[] = Array.isArray(sample) ? sample : [];
  return [Number(seconds), numberOf(String(text))];
}

function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}
