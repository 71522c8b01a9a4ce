import type { RecordedSeries } from '../../elasticity/autoscaler';
import { CommandError } from '../command';

/** A load as recorded, and beside it what else the file has. */
export interface RecordedLoad {
  readonly load: RecordedSeries;
  /** Wanted replicas. */
  readonly replicas: RecordedSeries | undefined;
  /** The columns after these, by their headings. */
  readonly metrics: ReadonlyMap<string, RecordedSeries>;
}

interface Row {
  readonly timeSeconds: number;
  readonly load: number;
  readonly replicas: number;
  readonly metrics: readonly number[];
}

/** The first columns of a file, which need no heading. */
const OWN_COLUMNS = 3;

/**
 * Reads a load from CSV (`time,load[,replicas[,metric …]]`), from JSON rows (`[[time, load, replicas], …]`) or from the answer
 * of Prometheus to `query_range`. Times are seconds since the epoch or ISO 8601; an empty value is not known.
 *
 * @param name how errors call the file
 * @throws CommandError that names the line or row that cannot be read
 */
export function readLoad(name: string, text: string): RecordedLoad {
  const isJson = /^\s*[[{]/.test(text);
  const { rows, headings } = isJson ? { rows: rowsOfJson(name, text), headings: [] } : readCsv(name, text);
  const timesSeconds = rows.map(({ timeSeconds }) => timeSeconds);
  const hasReplicas = rows.some(({ replicas }) => !Number.isNaN(replicas));
  return {
    load: { timesSeconds, values: rows.map(({ load }) => load) },
    replicas: hasReplicas ? { timesSeconds, values: rows.map(({ replicas }) => replicas) } : undefined,
    metrics: new Map(
      headings.map((heading, i) => [heading, { timesSeconds, values: rows.map(({ metrics }) => metrics[i] ?? NaN) }])
    ),
  };
}

/** The rows, and the headings of the columns that only a heading explains. */
function readCsv(name: string, text: string): { readonly rows: readonly Row[]; readonly headings: readonly string[] } {
  const rows: Row[] = [];
  let headings: readonly string[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const isHeading = index === 0 && Number.isNaN(timeOf(cells[0]));
    if (isHeading) {
      headings = cells.slice(OWN_COLUMNS);
    } else if (line.trim() !== '') {
      rows.push(rowOf(cells, `${name}:${index + 1}`));
    }
  });
  return { rows, headings };
}

function rowsOfJson(name: string, text: string): readonly Row[] {
  const parsed = parseJson(name, text);
  const rows = Array.isArray(parsed) ? parsed : valuesOfPrometheus(name, parsed);
  return rows.map((row: unknown, index) => {
    if (!Array.isArray(row)) {
      throw new CommandError(`${name}: row ${index + 1} is not a list of time, load and, if known, replicas`);
    }
    return rowOf(row, `${name}: row ${index + 1}`);
  });
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${name}: is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The samples of the one series of an answer `{"data":{"result":[{"values":[[time,"value"], …]}]}}`. */
function valuesOfPrometheus(name: string, answer: unknown): readonly unknown[] {
  const result = inner(inner(answer, 'data'), 'result');
  if (!Array.isArray(result)) {
    throw new CommandError(`${name}: is neither a list of rows nor an answer of Prometheus to query_range`);
  }
  if (result.length !== 1) {
    throw new CommandError(`${name}: has ${result.length} series; sum them up to one`);
  }
  const values = inner(result[0], 'values');
  if (!Array.isArray(values)) {
    throw new CommandError(`${name}: has no range of values; ask query_range, not query`);
  }
  return values;
}

function inner(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function rowOf([time, load, replicas, ...metrics]: readonly unknown[], place: string): Row {
  const timeSeconds = timeOf(time);
  if (Number.isNaN(timeSeconds)) {
    throw new CommandError(
      `${place}: ${JSON.stringify(time) ?? 'nothing'} is not a time (use seconds since 1970, or 2026-11-26T10:00:00Z)`
    );
  }
  return {
    timeSeconds,
    load: numberOf(load, place),
    replicas: numberOf(replicas, place),
    metrics: metrics.map((value) => numberOf(value, place)),
  };
}

function timeOf(time: unknown): number {
  const seconds = typeof time === 'string' && time !== '' ? Number(time) : time;
  if (typeof seconds === 'number' && Number.isFinite(seconds)) {
    return seconds;
  }
  return typeof time === 'string' && /^\d{4}-\d\d-\d\dT/.test(time) ? Date.parse(time) / 1000 : NaN;
}

/** NaN for what is not known. */
function numberOf(value: unknown, place: string): number {
  if (value === undefined || value === null || value === '' || value === 'NaN') {
    return NaN;
  }
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) {
    throw new CommandError(`${place}: ${JSON.stringify(value)} is not a number`);
  }
  return number;
}
