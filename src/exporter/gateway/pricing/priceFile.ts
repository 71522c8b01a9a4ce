import { ConfigError, suggest } from '../../configSources';
import { type CsvRecord, parseCsv } from './csv';
import { PRICE_KINDS, type PriceKind, type PriceRow, type Prices } from './prices';

const REQUIRED = ['provider', 'model', 'input', 'output'] as const;
const TIER_BOUND = 'tier_above_input_tokens';
const tierColumn = (kind: PriceKind) => `tier_${kind}` as const;
const COLUMNS: readonly string[] = [
  'provider',
  'model',
  ...PRICE_KINDS,
  TIER_BOUND,
  ...PRICE_KINDS.map(tierColumn),
  'effective_from',
  'source',
  'note',
];

/** 1 USD for a token: whoever writes more has another unit in mind. */
const HIGHEST_PRICE = 1_000_000;

/** Reads a price file: its rows in their order. `path` is for messages. Throws ConfigError. */
export function parsePrices(path: string, text: string): PriceRow[] {
  const [head = { line: 1, fields: [] }, ...records] = parseCsv(path, text);
  const columns = columnsOf(path, head);
  const lines = new Map<string, number>();
  return records.map((record) => {
    const row = new Row(path, columns, record);
    const parsed = priceRow(row);
    const key = JSON.stringify([parsed.provider, parsed.model, parsed.effectiveFrom]);
    const twin = lines.get(key);
    if (twin !== undefined) {
      row.fail('effective_from', `line ${twin} has the same provider, model and day; keep one of them`);
    }
    lines.set(key, record.line);
    return parsed;
  });
}

/** Where each column stands. */
function columnsOf(path: string, { line, fields }: CsvRecord): ReadonlyMap<string, number> {
  const columns = fields.map((field) => field.trim());
  columns.forEach((column, index) => {
    const where = `${path}:${line}: ${shown(column)}`;
    if (!COLUMNS.includes(column)) {
      throw new ConfigError(`${where}: unknown column; ${suggest(shown(column), COLUMNS)}`);
    }
    if (columns.indexOf(column) !== index) {
      throw new ConfigError(`${where}: the column is there twice; keep one of them`);
    }
  });
  const missing = REQUIRED.find((column) => !columns.includes(column));
  if (missing !== undefined) {
    throw new ConfigError(
      `${path}:${line}: ${missing}: column is missing; the first line names the columns, at least ${REQUIRED.join(',')}`
    );
  }
  return new Map(columns.map((column, index) => [column, index]));
}

/** The texts of a row by column, and the errors that name its place. */
class Row {
  constructor(
    private readonly path: string,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly record: CsvRecord
  ) {
    const { line, fields } = record;
    if (fields.length !== columns.size) {
      throw new ConfigError(
        `${path}:${line}: has ${fields.length} fields and the first line ${columns.size}; give every column a field, if need be an empty one`
      );
    }
  }

  get(column: string): string {
    const index = this.columns.get(column);
    return index === undefined ? '' : this.record.fields[index].trim();
  }

  fail(column: string, mistake: string): never {
    throw new ConfigError(`${this.path}:${this.record.line}: ${column}: ${mistake}`);
  }
}

function priceRow(row: Row): PriceRow {
  const effectiveFrom = row.get('effective_from');
  if (effectiveFrom !== '' && !isDay(effectiveFrom)) {
    row.fail('effective_from', `"${shown(effectiveFrom)}" is not a day; use e.g. 2026-08-21, or leave it empty`);
  }
  return {
    provider: name(row, 'provider'),
    model: name(row, 'model'),
    effectiveFrom,
    checkedAt: checkedAt(row.get('source'), effectiveFrom),
    prices: prices(row, (kind) => kind),
    tier: tier(row),
  };
}

function name(row: Row, column: 'provider' | 'model'): string {
  return row.get(column) || row.fail(column, 'is empty; name it as requests do (a model may be *, for any)');
}

function prices(row: Row, columnOf: (kind: PriceKind) => string): Prices {
  const known: Partial<Record<PriceKind, number>> = {};
  for (const kind of PRICE_KINDS) {
    const column = columnOf(kind);
    const text = row.get(column);
    if (text !== '') {
      known[kind] = price(row, column, text);
    }
  }
  return known;
}

function price(row: Row, column: string, text: string): number {
  const usd = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!(usd <= HIGHEST_PRICE)) {
    row.fail(column, `"${shown(text)}" is not a price; use USD per million tokens, or leave it empty if unknown`);
  }
  return usd;
}

function tier(row: Row): PriceRow['tier'] {
  const bound = row.get(TIER_BOUND);
  const tierPrices = prices(row, tierColumn);
  const isPriced = Object.keys(tierPrices).length > 0;
  if (bound === '') {
    return isPriced
      ? row.fail(TIER_BOUND, 'is empty, but there are prices above it; set it, or take them away')
      : undefined;
  }
  const aboveInputTokens = /^\d+$/.test(bound) ? Number(bound) : 0;
  if (aboveInputTokens < 1 || !Number.isSafeInteger(aboveInputTokens)) {
    row.fail(TIER_BOUND, `"${shown(bound)}" is not a number of tokens; use e.g. 200000, or leave it empty`);
  }
  if (!isPriced) {
    row.fail(TIER_BOUND, 'has no prices above it; set tier_input and tier_output, or leave it empty');
  }
  return { aboveInputTokens, prices: tierPrices };
}

/** The newest day that a source names, else the day from which the price holds. */
function checkedAt(source: string, effectiveFrom: string): number | undefined {
  const days = (source.match(/\d{4}-\d{2}-\d{2}/g) ?? []).filter(isDay).sort();
  const day = days.at(-1) ?? effectiveFrom;
  return day === '' ? undefined : Date.parse(`${day}T00:00:00Z`) / 1000;
}

function isDay(text: string): boolean {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A text from a file, short enough for a message of one line. */
function shown(text: string): string {
  const line = text.replace(/\p{Cc}/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
