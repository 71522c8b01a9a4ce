import { TOKEN_KINDS, type TokenKind } from '../../../vocabulary';
import { namesOf } from './modelNames';
import type { TokenCounts } from '../usage';

/** What has a price of its own. Writes that a provider does not report as kept for an hour are billed as 5m. */
export const PRICE_KINDS = ['input', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'output'] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

/** USD for one million tokens of each kind; a kind that is absent has no known price. */
export type Prices = Readonly<Partial<Record<PriceKind, number>>>;

export interface PriceRow {
  readonly provider: string;
  /** `*` stands for every model of the provider. */
  readonly model: string;
  /** First UTC day of the price, `YYYY-MM-DD`; empty: since there is the model. */
  readonly effectiveFrom: string;
  /** When the price was checked, in seconds since the epoch; `undefined` when the row does not say. */
  readonly checkedAt: number | undefined;
  readonly prices: Prices;
  /** Prices of ALL tokens of a request whose whole input, cached included, is above the bound. */
  readonly tier: { readonly aboveInputTokens: number; readonly prices: Prices } | undefined;
}

export interface Cost {
  /** USD by kind, for the kinds with a known price. */
  readonly usd: Readonly<Partial<Record<TokenKind, number>>>;
  readonly unpricedTokens: number;
}

const TOKENS_PER_PRICE = 1_000_000;

/** Dated prices by provider and model. */
export class PriceTable {
  /** Rows by provider and model, the newest first. */
  private readonly byName = new Map<string, Map<string, PriceRow[]>>();

  constructor(rows: readonly PriceRow[]) {
    for (const row of [...rows].sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))) {
      const models = this.byName.get(row.provider) ?? new Map<string, PriceRow[]>();
      const ofModel = models.get(row.model) ?? [];
      ofModel.push(row);
      models.set(row.model, ofModel);
      this.byName.set(row.provider, models);
    }
  }

  /** The row that holds for a model on a UTC day, `YYYY-MM-DD`, of the first of these providers that has one. */
  findAmong(providers: readonly string[], model: string, day: string): PriceRow | undefined {
    for (const provider of providers) {
      const row = this.find(provider, model, day);
      if (row !== undefined) {
        return row;
      }
    }
    return undefined;
  }

  /** The row that holds for a model on a UTC day, `YYYY-MM-DD`. */
  find(provider: string, model: string, day: string): PriceRow | undefined {
    const models = this.byName.get(provider);
    if (models === undefined) {
      return undefined;
    }
    for (const name of namesOf(provider, model)) {
      const row = models.get(name)?.find(({ effectiveFrom }) => effectiveFrom <= day);
      if (row !== undefined) {
        return row;
      }
    }
    return undefined;
  }
}

/** The prices of a request with so many input tokens, cached ones included. */
export function pricesOf({ prices, tier }: PriceRow, inputTokens: number): Prices {
  return tier !== undefined && inputTokens > tier.aboveInputTokens ? tier.prices : prices;
}

/** What tokens cost at these prices. A kind without a price is counted as unpriced, never as free. */
export function costOf(tokens: TokenCounts, prices: Prices = {}): Cost {
  const usd: Partial<Record<TokenKind, number>> = {};
  let unpricedTokens = 0;
  const bill = (kind: TokenKind, amount: number, perMillion: number | undefined) => {
    if (perMillion === undefined) {
      unpricedTokens += amount;
    } else {
      usd[kind] = (usd[kind] ?? 0) + (amount * perMillion) / TOKENS_PER_PRICE;
    }
  };
  for (const kind of TOKEN_KINDS) {
    if (kind === 'cache_write') {
      bill(kind, tokens.cache_write - tokens.cacheWriteHour, prices.cache_write_5m);
      bill(kind, tokens.cacheWriteHour, prices.cache_write_1h);
    } else {
      bill(kind, tokens[kind], prices[kind]);
    }
  }
  return { usd, unpricedTokens };
}

/** The UTC day of a moment, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
