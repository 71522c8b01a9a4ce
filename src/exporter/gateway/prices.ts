import { TOKEN_KINDS, type TokenKind } from '../../vocabulary';
import { ConfigError } from '../configSources';
import { parseCsv } from './csv';
import type { TokenCounts } from './usage';

/** USD for one million tokens of each kind; a kind that is absent has no known price. */
export type Prices = Readonly<Partial<Record<TokenKind, number>>>;

export interface PriceRow {
  readonly provider: string;
  /** `*` stands for every model of the provider. */
  readonly model: string;
  /** First UTC day of the price, `YYYY-MM-DD`; empty: since there is the model. */
  readonly effectiveFrom: string;
  readonly prices: Prices;
  /** Prices of ALL tokens of a request whose whole input, cached included, is above the bound. */
  readonly tier: { readonly aboveInputTokens: number; readonly prices: Prices } | undefined;
}

export interface PriceTable {
  readonly rows: readonly PriceRow[];
  /** When the newest price was checked, in seconds since the epoch; `undefined` when no row says so. */
  readonly checkedAt: number | undefined;
}

export interface Cost {
  /** USD by kind, for the kinds with a known price that were used. */
  readonly usd: Prices;
  readonly unpricedTokens: number;
}

const COLUMNS = ['provider', 'model', 'input', 'output'] as const;
const TOKENS_PER_PRICE = 1_000_000;

/** Reads the price table; `path` is for messages. */
export function parsePrices(path: string, text: string): PriceTable {
  const lines = parseCsv(text);
  const missing = COLUMNS.find((column) => !(lines[0]?.names ?? []).includes(column));
  if (missing !== undefined) {
    throw new ConfigError(`${path}:1: column "${missing}" is missing; the first line names the columns`);
  }
  const rows = lines.map(({ line, fields }): PriceRow => {
    const usd = (column: string) => price(`${path}:${line}: ${column}`, fields[column]);
    const bound = usd('tier_above_input_tokens');
    return {
      provider: fields.provider,
      model: fields.model,
      effectiveFrom: fields.effective_from ?? '',
      prices: known({
        input: usd('input'),
        cache_read: usd('cache_read'),
        cache_write: usd('cache_write_5m'),
        output: usd('output'),
      }),
      tier:
        bound === undefined
          ? undefined
          : {
              aboveInputTokens: bound,
              prices: known({
                input: usd('tier_input'),
                cache_read: usd('tier_cache_read'),
                output: usd('tier_output'),
              }),
            },
    };
  });
  return { rows, checkedAt: newestDate(lines.map(({ fields }) => fields.source ?? '')) };
}

/** The prices that hold for a request, or `undefined`. `day` is a UTC day, `YYYY-MM-DD`. */
export function findPrices(
  table: PriceTable,
  provider: string,
  model: string,
  inputTokens: number,
  day: string
): Prices | undefined {
  const ofProvider = table.rows.filter((row) => row.provider === provider && row.effectiveFrom <= day);
  const candidates = [model, withoutDate(model), '*'];
  for (const name of candidates) {
    const rows = ofProvider.filter((row) => row.model === name);
    if (rows.length > 0) {
      const row = rows.reduce((latest, each) => (each.effectiveFrom >= latest.effectiveFrom ? each : latest));
      return row.tier !== undefined && inputTokens > row.tier.aboveInputTokens ? row.tier.prices : row.prices;
    }
  }
  return undefined;
}

/** What tokens cost at these prices. A kind without a price is counted as unpriced, never as free. */
export function costOf(tokens: TokenCounts, prices: Prices | undefined): Cost {
  const usd: Partial<Record<TokenKind, number>> = {};
  let unpricedTokens = 0;
  for (const kind of TOKEN_KINDS) {
    const perMillion = prices?.[kind];
    if (perMillion !== undefined) {
      usd[kind] = (tokens[kind] * perMillion) / TOKENS_PER_PRICE;
    } else {
      unpricedTokens += tokens[kind];
    }
  }
  return { usd, unpricedTokens };
}

/** `gpt-4o-2024-08-06` is billed as `gpt-4o`, `claude-sonnet-4-5-20250929` as `claude-sonnet-4-5`. */
function withoutDate(model: string): string {
  return model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, '');
}

function price(where: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) {
    throw new ConfigError(`${where}: "${text}" is not a price; use USD per million tokens, or leave it empty`);
  }
  return number;
}

function known(prices: Readonly<Record<string, number | undefined>>): Prices {
  return Object.fromEntries(Object.entries(prices).filter(([, each]) => each !== undefined));
}

function newestDate(texts: readonly string[]): number | undefined {
  const dates = texts.flatMap((text) => text.match(/\d{4}-\d{2}-\d{2}/g) ?? []).sort();
  const newest = dates[dates.length - 1];
  return newest === undefined ? undefined : Date.parse(`${newest}T00:00:00Z`) / 1000;
}
