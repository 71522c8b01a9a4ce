/** What is left of a limit, and when it will be whole again. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** A limit per minute that refills evenly. */
export class MinuteLimit {
  private remaining: number;

  constructor(
    private readonly limit: number,
    private atSeconds: number
  ) {
    this.remaining = limit;
  }

  /** Takes the amount if it is there. */
  take(amount: number, nowSeconds: number): boolean {
    this.remaining = Math.min(this.limit, this.remaining + ((nowSeconds - this.atSeconds) * this.limit) / 60);
    this.atSeconds = nowSeconds;
    if (this.remaining < amount) {
      return false;
    }
    this.remaining -= amount;
    return true;
  }

  allowance(): Allowance {
    return {
      limit: this.limit,
      remaining: Math.floor(this.remaining),
      resetSeconds: ((this.limit - this.remaining) * 60) / this.limit,
    };
  }
}

/** A duration as OpenAI's headers write it: `850ms`, `6.5s`, `1m30s`. */
export function formatReset(seconds: number): string {
  if (seconds < 1) {
    return `${Math.ceil(seconds * 1000)}ms`;
  }
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - 60 * minutes) * 1000) / 1000;
  return `${minutes > 0 ? `${minutes}m` : ''}${rest}s`;
}

/** The `x-ratelimit-*` headers (OpenAI documentation, "Rate limits in headers"). */
export function rateLimitHeaders(unit: 'requests' | 'tokens', allowance: Allowance): Record<string, string> {
  return {
    [`x-ratelimit-limit-${unit}`]: String(allowance.limit),
    [`x-ratelimit-remaining-${unit}`]: String(allowance.remaining),
    [`x-ratelimit-reset-${unit}`]: formatReset(allowance.resetSeconds),
  };
}
