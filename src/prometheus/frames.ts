import { FieldType, getFieldDisplayName, type DataFrame, type Field, type PanelData } from '@grafana/data';

/** One time series of an answer, as columns of equal length, ordered by time. */
export interface PrometheusSeries {
  /** Name of the query that it answers. */
  readonly refId: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What a legend calls it: the query's legend format, or a display name that the user set. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  /** `null` where there is no number: a gap, NaN or an infinity, none of which can be drawn or added up. */
  readonly values: ReadonlyArray<number | null>;
  /** Step of the query, where the answer says it: samples further apart than this have a gap between them. */
  readonly stepMs?: number;
}

export type SeriesByRefId = ReadonlyMap<string, readonly PrometheusSeries[]>;

/**
 * The time series in the frames of an answer, by the refId of their query. Reads one series a frame as Prometheus answers
 * and wide frames as transformations make them. What has no time field, or no numbers, is left out.
 */
export function readSeries(frames: readonly DataFrame[]): SeriesByRefId {
  const byRefId = new Map<string, PrometheusSeries[]>();
  for (const frame of frames) {
    const time = frame.fields.find((field) => field.type === FieldType.time);
    if (time === undefined || frame.length === 0) {
      continue;
    }
    const refId = frame.refId ?? '';
    const times: readonly number[] = time.values;
    const series = byRefId.get(refId) ?? [];
    for (const field of frame.fields) {
      if (field.type === FieldType.number) {
        series.push({
          refId,
          labels: field.labels ?? {},
          name: getFieldDisplayName(field, frame),
          times,
          values: numbersOf(field),
          stepMs: time.config.interval ?? undefined,
        });
      }
    }
    if (series.length > 0) {
      byRefId.set(refId, series);
    }
  }
  return byRefId;
}

function numbersOf(field: Field<unknown>): Array<number | null> {
  return Array.from(field.values, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
}

/** The first series of an input; inputs that describe one workload have no other. */
export function firstSeries(series: SeriesByRefId, refId: string): PrometheusSeries | undefined {
  return series.get(refId)?.[0];
}

/** Until when an answer can know anything: ranges such as "this month" end in the future. Milliseconds since the epoch. */
export function answeredUntil({ timeRange, request }: Pick<PanelData, 'timeRange' | 'request'>): number {
  return Math.min(timeRange.to.valueOf(), request?.startTime || Infinity);
}
