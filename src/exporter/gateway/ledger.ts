import { SIDECAR, TOKEN_KINDS } from '../../vocabulary';
import type { Provider } from '../config';
import type { Metrics } from '../metrics';
import type { ErrorReason } from './answer/errors';
import type { HourlyCosts } from './pricing/hourlyCosts';
import { PriceAges } from './pricing/priceAge';
import { costOf, dayOf, type Prices, pricesOf, type PriceTable } from './pricing/prices';
import { totalOf, type TokenCounts } from './usage';

/** One finished exchange with a provider. */
export interface LlmExchange {
  readonly provider: Provider;
  readonly model: string;
  readonly flow: string;
  readonly team: string;
  readonly status: number;
  readonly seconds: number;
  readonly secondsToFirstToken: number | undefined;
  readonly secondsPerOutputToken: number | undefined;
  readonly usage: TokenCounts | undefined;
  /** Whether usage was there because the gateway asked for it. */
  readonly injected: boolean;
  /** What `begin` said when it ended. */
  readonly computeUsd: number;
  /** Whether the answer should have carried usage and did not, or not all of it. */
  readonly usageIsMissing: boolean;
  /** Tokens that are guessed because usage is missing. They are in no cost. */
  readonly estimate: Estimate | undefined;
  readonly error: ErrorReason | undefined;
}

export interface Estimate {
  readonly input: number;
  readonly output: number;
}

/** Tokens of what is paid by the hour, unless the table has a price for them. */
const FREE: Prices = { input: 0, cache_read: 0, cache_write_5m: 0, cache_write_1h: 0, output: 0 };

/** Counts exchanges, their tokens, and what those cost at the price of the day. */
export class Ledger {
  private readonly ages: PriceAges;

  /** `prices` gives the table that holds now. */
  constructor(
    private readonly metrics: Metrics,
    private readonly prices: () => PriceTable,
    private readonly hourlyCosts: HourlyCosts
  ) {
    this.ages = new PriceAges(metrics, prices);
  }

  /** Begins an exchange; the function it returns ends it and says what its time cost in USD, for `computeUsd`. */
  begin(provider: Provider): () => number {
    return this.hourlyCosts.begin(provider.name);
  }

  record(exchange: LlmExchange): void {
    const { metrics } = this;
    const { model, flow, team, status, seconds, secondsToFirstToken, usage } = exchange;
    const provider = exchange.provider.name;
    metrics.inc(SIDECAR.llmRequests, { provider, model, flow, team, status_code: String(status) });
    metrics.observe(SIDECAR.llmRequestDuration, { provider, model }, seconds);
    if (secondsToFirstToken !== undefined) {
      metrics.observe(SIDECAR.llmTimeToFirstToken, { provider, model }, secondsToFirstToken);
    }
    if (this.hourlyCosts.has(provider)) {
      metrics.inc(SIDECAR.llmCost, { provider, model, flow, team, kind: 'compute' }, exchange.computeUsd);
    }
    if (exchange.secondsPerOutputToken !== undefined) {
      metrics.observe(SIDECAR.llmTimePerOutputToken, { provider, model }, exchange.secondsPerOutputToken);
    }
    if (exchange.error !== undefined) {
      metrics.inc(SIDECAR.llmErrors, { provider, model, reason: exchange.error });
    }
    if (usage !== undefined) {
      this.recordTokens(exchange, usage);
    }
    if (exchange.usageIsMissing) {
      metrics.inc(SIDECAR.llmUsageMissing, { provider, model });
    }
    if (exchange.estimate !== undefined) {
      this.recordEstimate(exchange, exchange.estimate);
    }
  }

  private recordEstimate({ provider, model, flow, team }: LlmExchange, { input, output }: Estimate): void {
    const labels = { provider: provider.name, model, flow, team, source: 'estimated' };
    this.metrics.inc(SIDECAR.llmTokens, { ...labels, kind: 'input' }, input);
    this.metrics.inc(SIDECAR.llmTokens, { ...labels, kind: 'output' }, output);
  }

  private recordTokens(
    { provider: { name, pricedAs }, model, flow, team, injected }: LlmExchange,
    tokens: TokenCounts
  ) {
    const { metrics } = this;
    const labels = { provider: name, model, flow, team };
    const source = injected ? 'injected' : 'reported';
    const { usd, unpricedTokens } = costOf(
      tokens,
      this.pricesFor(name, pricedAs, model, totalOf(tokens) - tokens.output)
    );
    this.ages.used(name, pricedAs, model);
    for (const kind of TOKEN_KINDS) {
      metrics.inc(SIDECAR.llmTokens, { ...labels, kind, source }, tokens[kind]);
      const cost = usd[kind];
      if (cost !== undefined) {
        metrics.inc(SIDECAR.llmCost, { ...labels, kind }, cost);
      }
    }
    if (tokens.reasoning > 0) {
      metrics.inc(SIDECAR.llmReasoningTokens, labels, tokens.reasoning);
    }
    metrics.inc(SIDECAR.llmUnpricedTokens, { provider: name, model }, unpricedTokens);
  }

  private pricesFor(
    provider: string,
    pricedAs: readonly string[],
    model: string,
    inputTokens: number
  ): Prices | undefined {
    const row = this.prices().findAmong(pricedAs, model, dayOf(new Date()));
    const prices = row && pricesOf(row, inputTokens);
    return this.hourlyCosts.has(provider) ? { ...FREE, ...prices } : prices;
  }
}
