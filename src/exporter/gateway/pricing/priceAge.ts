import { SIDECAR } from '../../../vocabulary';
import { OTHER } from '../../labelBudget';
import type { Metrics } from '../../metrics';
import { dayOf, type PriceTable } from './prices';

interface ModelInUse {
  readonly labels: { readonly provider: string; readonly model: string };
  /** Names of both in the price table. */
  readonly pricedAs: readonly string[];
  readonly model: string;
}

/** Exports how long ago the prices in use were checked. */
export class PriceAges {
  /** By label set; their number is bounded by the one of the label sets that the metric may have. */
  private readonly inUse = new Map<string, ModelInUse>();

  constructor(
    private readonly metrics: Metrics,
    private readonly prices: () => PriceTable
  ) {
    metrics.onScrape(() => this.update(new Date()));
  }

  /** Notes that tokens of a model were priced. `pricedAs` are the provider's names in the price table. */
  used(provider: string, pricedAs: readonly string[], model: string): void {
    const { model: admitted } = this.metrics.admit(SIDECAR.llmPriceAge, { provider, model });
    // Many models share `other`; it has no price of its own.
    if (admitted !== OTHER) {
      this.inUse.set(JSON.stringify([provider, admitted]), { labels: { provider, model: admitted }, pricedAs, model });
    }
  }

  private update(now: Date): void {
    const table = this.prices();
    for (const { labels, pricedAs, model } of this.inUse.values()) {
      const checkedAt = table.findAmong(pricedAs, model, dayOf(now))?.checkedAt;
      if (checkedAt === undefined) {
        this.metrics.forget(SIDECAR.llmPriceAge, labels);
      } else {
        this.metrics.set(SIDECAR.llmPriceAge, labels, Math.max(0, now.getTime() / 1000 - checkedAt));
      }
    }
  }
}
