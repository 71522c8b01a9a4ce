import { STALE, type Labels, type Series } from './series';

/** Field tags of the messages of remote write 1.0 (prometheus/prometheus, prompb/types.proto): number × 8 + wire type. */
const TAG = {
  series: 0x0a,
  label: 0x0a,
  name: 0x0a,
  value: 0x12,
  sample: 0x12,
  number: 0x09,
  timestamp: 0x10,
} as const;

/** The bits by which Prometheus knows a stale marker from any other NaN (prometheus/prometheus, model/value). */
const STALE_BITS = 0x7ff0000000000002n;

/** Milliseconds between 2004 and 2109 take six bytes as a varint. */
const TIMESTAMP_BYTES = 6;
const SAMPLE_BYTES = 1 + 8 + 1 + TIMESTAMP_BYTES;

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) {
    length++;
  }
  return length;
}

function writeVarint(buffer: Buffer, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) {
    buffer[at++] = rest % 128 | 0x80;
  }
  buffer[at++] = rest;
  return at;
}

function field(tag: number, content: Buffer): Buffer {
  const head = Buffer.alloc(1 + varintLength(content.length));
  head[0] = tag;
  writeVarint(head, 1, content.length);
  return Buffer.concat([head, content]);
}

/** The labels of a TimeSeries, sorted as the protocol demands. */
export function encodeLabels(labels: Labels): Buffer {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat(
    pairs.map(([name, value]) =>
      field(TAG.label, Buffer.concat([field(TAG.name, Buffer.from(name)), field(TAG.value, Buffer.from(value))]))
    )
  );
}

function writeSamples(buffer: Buffer, offset: number, { times, values }: Series): number {
  let at = offset;
  times.forEach((seconds, index) => {
    const value = values[index] ?? STALE;
    buffer[at++] = TAG.sample;
    buffer[at++] = SAMPLE_BYTES;
    buffer[at++] = TAG.number;
    at = value === STALE ? buffer.writeBigUInt64LE(STALE_BITS, at) : buffer.writeDoubleLE(value, at);
    buffer[at++] = TAG.timestamp;
    at = writeVarint(buffer, at, Math.round(seconds * 1000));
  });
  return at;
}

/** A WriteRequest with the waiting samples of the series. */
export function encodeWriteRequest(series: readonly Series[]): Buffer {
  const lengths = series.map(({ head, times }) => head.length + times.length * (2 + SAMPLE_BYTES));
  const total = lengths.reduce((sum, length) => sum + 1 + varintLength(length) + length, 0);
  const buffer = Buffer.allocUnsafe(total);
  let at = 0;
  series.forEach((one, index) => {
    buffer[at++] = TAG.series;
    at = writeVarint(buffer, at, lengths[index] ?? 0);
    at += one.head.copy(buffer, at);
    at = writeSamples(buffer, at, one);
  });
  return buffer;
}
