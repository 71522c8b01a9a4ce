/** What is left of a limit, and when it will be whole again. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

const WINDOW_SECONDS = 60;

/** A limit on what the last sixty seconds may hold. */
export class MinuteLimit {
  private readonly taken: Array<{ readonly atSeconds: number; readonly amount: number }> = [];
  private used = 0;

  constructor(private readonly limit: number) {}

  /** Takes the amount if it is there. */
  take(amount: number, nowSeconds: number): boolean {
    this.forget(nowSeconds);
    if (this.used + amount > this.limit) {
      return false;
    }
    this.taken.push({ atSeconds: nowSeconds, amount });
    this.used += amount;
    return true;
  }

  allowance(nowSeconds: number): Allowance {
    this.forget(nowSeconds);
    const newest = this.taken.at(-1);
    return {
      limit: this.limit,
      remaining: this.limit - this.used,
      resetSeconds: newest ? newest.atSeconds + WINDOW_SECONDS - nowSeconds : 0,
    };
  }

  private forget(nowSeconds: number): void {
    while (this.taken.length > 0 && this.taken[0].atSeconds <= nowSeconds - WINDOW_SECONDS) {
      this.used -= this.taken.shift()?.amount ?? 0;
    }
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
