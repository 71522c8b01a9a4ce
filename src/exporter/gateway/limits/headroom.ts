import type { IncomingHttpHeaders } from 'node:http';
import { type MetricDefinition, SIDECAR } from '../../../vocabulary';
import { OTHER } from '../../labelBudget';
import type { LabelsOf, Metrics } from '../../metrics';
import { readRateLimits } from './rateLimit';
import { readRetryAfter } from './resetTime';

type Gauge = MetricDefinition & { readonly type: 'gauge' };

interface Passing {
  /** Milliseconds of performance.now(). */
  readonly expiresAt: number;
  readonly forget: () => void;
}

/** Exports what providers say about their limits, and forgets it when it resets: an idle pod must not show an old 0. */
export class Headroom {
  /** By metric and label set, which the label budget bounds. */
  private readonly passing = new Map<string, Passing>();

  constructor(private readonly metrics: Metrics) {
    metrics.onScrape(() => this.expire(performance.now()));
  }

  report(provider: string, model: string, headers: IncomingHttpHeaders): void {
    const nowSeconds = Date.now() / 1000;
    for (const { unit, limit, remaining, resetSeconds } of readRateLimits(headers, nowSeconds)) {
      const labels = { provider, model, unit };
      if (limit !== undefined) {
        this.export(SIDECAR.llmRateLimitLimit, labels, limit);
      }
      if (remaining !== undefined) {
        this.export(SIDECAR.llmRateLimitRemaining, labels, remaining, resetSeconds);
      }
    }
    const retryAfterSeconds = readRetryAfter(headers, nowSeconds);
    if (retryAfterSeconds !== undefined) {
      this.export(SIDECAR.llmRetryAfter, { provider, model }, retryAfterSeconds, retryAfterSeconds);
    }
  }

  private export<D extends Gauge>(definition: D, labels: LabelsOf<D>, value: number, seconds = Infinity): void {
    const { metrics } = this;
    const admitted = metrics.admit(definition, labels);
    // Each model has limits of its own, so those of all that share `other` say nothing.
    if (admitted.model === OTHER) {
      return;
    }
    metrics.set(definition, labels, value);
    const key = JSON.stringify([definition.name, ...Object.values(admitted)]);
    if (seconds < Infinity) {
      const forget = () => metrics.forget(definition, labels);
      this.passing.set(key, { expiresAt: performance.now() + seconds * 1000, forget });
    }
  }

  private expire(now: number): void {
    for (const [key, { expiresAt, forget }] of this.passing) {
      if (expiresAt <= now) {
        forget();
        this.passing.delete(key);
      }
    }
  }
}
