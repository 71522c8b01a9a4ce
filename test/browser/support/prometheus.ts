/** One series with its samples: unix milliseconds and values. */
export interface Answer {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: ReadonlyArray<{ readonly timeMs: number; readonly value: number }>;
}

interface RawSeries {
  readonly metric: Record<string, string>;
  readonly value?: [number, string];
  readonly values?: Array<[number, string]>;
}

/** Asks a Prometheus directly, past the page that is tested. */
export class Prometheus {
  constructor(readonly url: string) {}

  /** The series of an expression at a time; of a range selector such as `x[5m]`, with all their samples. */
  async query(expression: string, timeMs: number): Promise<Answer[]> {
    const params = new URLSearchParams({ query: expression, time: String(timeMs / 1000) });
    const response = await fetch(`${this.url}/api/v1/query?${params}`);
    const body = await response.json();
    if (body.status !== 'success') {
      throw new Error(`${expression}: ${body.error}`);
    }
    return body.data.result.map(({ metric, value, values }: RawSeries) => ({
      labels: metric,
      samples: (values ?? (value ? [value] : [])).map(([seconds, text]) => ({
        timeMs: seconds * 1000,
        value: Number(text),
      })),
    }));
  }

  /** The one value of an expression; undefined when it has none. */
  async value(expression: string, timeMs: number): Promise<number | undefined> {
    const [series] = await this.query(expression, timeMs);
    return series?.samples[0]?.value;
  }

  /** All recorded samples of a selector after `fromMs` and not after `toMs`. */
  async recorded(selector: string, { fromMs, toMs }: Span): Promise<Answer[]> {
    const seconds = Math.ceil((toMs - fromMs) / 1000);
    const answers = await this.query(`${selector}[${seconds}s]`, toMs);
    return answers.map(({ labels, samples }) => ({ labels, samples: samples.filter(({ timeMs }) => timeMs > fromMs) }));
  }

  /** Sum of all recorded samples of a selector within the span. */
  async total(selector: string, span: Span): Promise<number> {
    const answers = await this.recorded(selector, span);
    return answers.flatMap(({ samples }) => samples).reduce((sum, { value }) => sum + value, 0);
  }
}

/** A stretch of time in unix milliseconds, its start excluded. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Something that happened to an instance and took time: a start, a failover. */
export interface TimedEvent {
  readonly workload: string;
  readonly instance: string;
  readonly atMs: number;
  readonly seconds: number;
}

/**
 * The events within a span, from the recorded duration and the recorded timestamp of its end, each instance and timestamp
 * once. Written anew for the tests: it does not use what it is to check.
 */
export async function recordedEvents(
  prometheus: Prometheus,
  span: Span,
  durations: string,
  timestamps: string
): Promise<TimedEvent[]> {
  const key = ({ workload, instance }: Answer['labels'], timeMs: number) => `${workload} ${instance} ${timeMs}`;
  const seconds = new Map<string, number>();
  for (const { labels, samples } of await prometheus.recorded(durations, span)) {
    samples.forEach(({ timeMs, value }) => seconds.set(key(labels, timeMs), value));
  }
  const events = new Map<string, TimedEvent>();
  for (const { labels, samples } of await prometheus.recorded(timestamps, span)) {
    for (const { timeMs, value } of samples) {
      const atMs = value * 1000;
      const duration = seconds.get(key(labels, timeMs));
      if (duration !== undefined && atMs > span.fromMs && atMs <= span.toMs) {
        const { workload = '', instance = '' } = labels;
        events.set(`${workload} ${instance} ${atMs}`, { workload, instance, atMs, seconds: duration });
      }
    }
  }
  return [...events.values()].sort((a, b) => a.atMs - b.atMs);
}
