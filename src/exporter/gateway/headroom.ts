import type { IncomingHttpHeaders } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import type { Metrics } from '../metrics';
import { type RateLimitUnit, readRateLimits } from './rateLimit';

interface Reported {
  readonly labels: { readonly provider: string; readonly model: string; readonly unit: RateLimitUnit };
  /** Milliseconds of performance.now(). */
  readonly expiresAt: number;
}

/** Exports what providers say is left of their limits, and forgets it when it resets: an idle pod must not show 0. */
export class Headroom {
  private readonly reported = new Map<string, Reported>();

  constructor(private readonly metrics: Metrics) {
    metrics.onScrape(() => this.expire(performance.now()));
  }

  report(provider: string, model: string, headers: IncomingHttpHeaders): void {
    for (const { unit, limit, remaining, resetSeconds } of readRateLimits(headers)) {
      const labels = { provider, model, unit };
      this.metrics.set(SIDECAR.llmRateLimitLimit, labels, limit);
      if (remaining !== undefined) {
        this.metrics.set(SIDECAR.llmRateLimitRemaining, labels, remaining);
        const key = [provider, model, unit].join(' ');
        this.reported.set(key, { labels, expiresAt: performance.now() + resetSeconds * 1000 });
      }
    }
  }

  private expire(now: number): void {
    for (const [key, { labels, expiresAt }] of this.reported) {
      if (expiresAt <= now) {
        this.metrics.forget(SIDECAR.llmRateLimitRemaining, labels);
        this.reported.delete(key);
      }
    }
  }
}
