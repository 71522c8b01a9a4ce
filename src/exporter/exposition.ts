import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Counter, Gauge } from 'prom-client';
import Histogram from 'prom-client/lib/histogram';

type Labels = Readonly<Partial<Record<string, string | number>>>;

/** One label set of a counter or a gauge. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** One label set of a histogram. `counts` belong to the upper bounds of its metric and are not cumulative. */
export interface Distribution {
  readonly labels: Labels;
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Upper bounds of a histogram, without +Inf. */
  readonly bounds: readonly number[];
  /** Everything as it is at this moment. */
  readonly snapshot: () => Promise<ReadonlyArray<Sample | Distribution>>;
}

/** Traffic waits no longer than this while a scrape is written. */
const LONGEST_SLICE_MS = 3;

/**
 * The metrics in Prometheus' text format 0.0.4. prom-client writes them in one go, which holds every request up for some
 * 60 µs a label set of a histogram; here the event loop gets its turn every few milliseconds. Each metric is as it was
 * at one moment.
 */
export async function writeText(families: Iterable<Family>): Promise<string> {
  const slices: string[] = [];
  let lines: string[] = [];
  let begunAt = performance.now();
  for (const { name, help, type, bounds, snapshot } of families) {
    lines.push(`# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`);
    for (const sample of await snapshot()) {
      lines.push('value' in sample ? writeSample(name, sample) : writeDistribution(name, bounds, sample));
      if (performance.now() - begunAt > LONGEST_SLICE_MS) {
        // Joined slice by slice: to join all lines at the end would take as long as a few slices.
        slices.push(lines.join(''));
        lines = [];
        await nextTurn();
        begunAt = performance.now();
      }
    }
  }
  slices.push(lines.join(''));
  return slices.join('');
}

function writeSample(name: string, { labels, value }: Sample): string {
  const pairs = writeLabels(labels);
  return `${name}${pairs === '' ? '' : `{${pairs}}`} ${writeNumber(value)}\n`;
}

function writeDistribution(name: string, bounds: readonly number[], { labels, counts, sum, count }: Distribution) {
  const pairs = writeLabels(labels);
  const end = pairs === '' ? '}' : `,${pairs}}`;
  let text = '';
  let cumulative = 0;
  for (let i = 0; i < bounds.length; i++) {
    cumulative += counts[i];
    text += `${name}_bucket{le="${bounds[i]}"${end} ${cumulative}\n`;
  }
  const set = pairs === '' ? '' : `{${pairs}}`;
  return `${text}${name}_bucket{le="+Inf"${end} ${count}\n${name}_sum${set} ${writeNumber(sum)}\n${name}_count${set} ${count}\n`;
}

function writeLabels(labels: Labels): string {
  let text = '';
  for (const label in labels) {
    text += `${text === '' ? '' : ','}${label}="${escapeValue(String(labels[label]))}"`;
  }
  return text;
}

function writeNumber(value: number): string {
  return value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
}

function escapeHelp(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
}

function escapeValue(text: string): string {
  return /[\\\n"]/.test(text) ? escapeHelp(text).replace(/"/g, '\\"') : text;
}

/** Copies the values of a metric; prom-client hands out its own objects, which go on counting. */
export async function copyOf(metric: Counter | Gauge): Promise<Sample[]> {
  const { values } = await metric.get();
  return values.map(({ labels, value }) => ({ labels, value }));
}

/** A histogram that can be copied as it is; `get()` of prom-client makes an object of each bucket of each set. */
export class CopyableHistogram extends Histogram {
  declare private readonly hashMap: Readonly<
    Record<
      string,
      {
        readonly labels: Labels;
        readonly bucketValues: Readonly<Record<number, number>>;
        readonly sum: number;
        readonly count: number;
      }
    >
  >;

  /** `bounds` are its buckets. */
  copy(bounds: readonly number[]): Distribution[] {
    return Object.values(this.hashMap).map(({ labels, bucketValues, sum, count }) => ({
      labels,
      counts: bounds.map((bound) => bucketValues[bound]),
      sum,
      count,
    }));
  }
}
