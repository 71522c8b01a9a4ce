import { loadPrices } from '../../../src/exporter/gateway/pricing/priceTable';
import { costOf, pricesOf, type Cost, type PriceTable } from '../../../src/exporter/gateway/pricing/prices';
import { normaliseUsage, totalOf, type TokenCounts } from '../../../src/exporter/gateway/usage';
import { MinuteLimit, type Allowance } from '../../fleet/provider/rateLimit';
import { REQUESTS_PER_MINUTE } from '../../fleet/provider/server';
import type { Scenario } from '../../fleet/scenarios/types';
import { usageOf, type Prompt } from '../../fleet/scenarios/usage';

export const PROVIDER = 'openai';

/** Every how many requests the stand-in provider refuses one; what `--reject-every` of the fleet is by default. */
const REJECT_EVERY = 250;

const DAY_SECONDS = 86_400;

/** What is left of the limits, as the headers of an answer say. */
export type Headroom = Readonly<Record<'requests' | 'tokens', Allowance>>;

/** What the provider makes of a prompt. */
export interface Completion {
  readonly completionTokens: number;
  readonly tokens: TokenCounts;
  readonly cost: Cost;
  /** When its price was checked against its source, in seconds since the epoch. */
  readonly priceCheckedAt: number | undefined;
  readonly headroom: Headroom;
  /** Whether the first attempt was refused with 429, so that a second followed. */
  readonly wasRefused: boolean;
}

/** The stand-in provider as one workload sees it: usage, prices and limits, without waiting. */
export class SimulatedProvider {
  private readonly prices: PriceTable = loadPrices(undefined);
  private readonly limits = new Map<string, Record<keyof Headroom, MinuteLimit>>();
  private requests = 0;
  private day = { since: NaN, name: '' };

  constructor(private readonly scenario: Scenario) {}

  complete(prompt: Prompt, nowSeconds: number): Completion {
    const usage = usageOf(prompt);
    const tokens = normaliseUsage({
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      prompt_tokens_details: { cached_tokens: usage.cachedTokens },
    });
    if (!tokens) {
      throw new Error(`the usage of a prompt to ${prompt.model} cannot be read`);
    }
    const row = this.prices.find(PROVIDER, prompt.model, this.dayOf(nowSeconds));
    return {
      completionTokens: usage.completionTokens,
      tokens,
      cost: costOf(tokens, row && pricesOf(row, totalOf(tokens) - tokens.output)),
      priceCheckedAt: row?.checkedAt,
      ...this.admit(prompt.model, totalOf(tokens), nowSeconds),
    };
  }

  /** The UTC day, `YYYY-MM-DD`. */
  private dayOf(seconds: number): string {
    const since = Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS;
    if (since !== this.day.since) {
      this.day = { since, name: new Date(since * 1000).toISOString().slice(0, 10) };
    }
    return this.day.name;
  }

  private admit(model: string, amount: number, now: number): Pick<Completion, 'headroom' | 'wasRefused'> {
    const { requests, tokens } = this.limitsOf(model);
    const isUnlucky = ++this.requests % REJECT_EVERY === 0;
    const isAllowed = requests.take(1, now) && tokens.take(amount, now) && !isUnlucky;
    if (!isAllowed) {
      this.requests++;
    }
    return {
      headroom: { requests: requests.allowance(now), tokens: tokens.allowance(now) },
      wasRefused: !isAllowed,
    };
  }

  private limitsOf(model: string): Record<keyof Headroom, MinuteLimit> {
    const limits = this.limits.get(model) ?? {
      requests: new MinuteLimit(REQUESTS_PER_MINUTE),
      tokens: new MinuteLimit(this.scenario.tokensPerMinute),
    };
    this.limits.set(model, limits);
    return limits;
  }
}
