import { SIDECAR, TOKEN_KINDS } from '../../vocabulary';
import type { Provider } from '../config';
import type { Metrics } from '../metrics';
import { costOf, findPrices, type PriceTable } from './prices';
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
  readonly usage: TokenCounts | undefined;
  /** Whether usage was there because the gateway asked for it. */
  readonly injected: boolean;
  /** Whether an answer to such a request should carry usage. */
  readonly usageExpected: boolean;
}

/** Counts exchanges, their tokens, and what those cost at the price of the day. */
export class Ledger {
  private readonly modelsInUse = new Map<string, { readonly provider: string; readonly model: string }>();

  constructor(
    private readonly metrics: Metrics,
    private readonly prices: PriceTable
  ) {
    const { checkedAt } = prices;
    if (checkedAt !== undefined) {
      metrics.onScrape(() =>
        this.modelsInUse.forEach((labels) => metrics.set(SIDECAR.llmPriceAge, labels, Date.now() / 1000 - checkedAt))
      );
    }
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
    if (usage !== undefined) {
      this.recordTokens(exchange, usage);
    } else if (exchange.usageExpected && status >= 200 && status < 300) {
      metrics.inc(SIDECAR.llmUsageMissing, { provider, model });
    }
  }

  private recordTokens({ provider: { name, prices }, model, flow, team, injected }: LlmExchange, tokens: TokenCounts) {
    const { metrics } = this;
    const labels = { provider: name, model, flow, team };
    const source = injected ? 'injected' : 'reported';
    const inputTokens = totalOf(tokens) - tokens.output;
    const today = new Date().toISOString().slice(0, 10);
    const { usd, unpricedTokens } = costOf(tokens, findPrices(this.prices, prices, model, inputTokens, today));
    this.modelsInUse.set(`${name} ${model}`, { provider: name, model });
    for (const kind of TOKEN_KINDS) {
      metrics.inc(SIDECAR.llmTokens, { ...labels, kind, source }, tokens[kind]);
      const cost = usd[kind];
      if (cost !== undefined) {
        metrics.inc(SIDECAR.llmCost, { ...labels, kind }, cost);
      }
    }
    metrics.inc(SIDECAR.llmUnpricedTokens, { provider: name, model }, unpricedTokens);
  }
}
