import type { IncomingHttpHeaders } from 'node:http';

export const RATE_LIMIT_UNITS = ['requests', 'tokens'] as const;
export type RateLimitUnit = (typeof RATE_LIMIT_UNITS)[number];

/** What a provider said about one of its limits. */
export interface RateLimit {
  readonly unit: RateLimitUnit;
  readonly limit: number;
  readonly remaining: number | undefined;
  /** How long `remaining` can be believed. */
  readonly resetSeconds: number;
}

/** Providers count by the minute; so long is headroom believed when they do not say when it resets. */
const USUAL_WINDOW_SECONDS = 60;

/** Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`. Azure's limits of 0 and -1 mean unknown. */
export function readRateLimits(headers: IncomingHttpHeaders): RateLimit[] {
  return RATE_LIMIT_UNITS.flatMap((unit) => {
    const limit = numberOf(headers[`x-ratelimit-limit-${unit}`]);
    if (limit === undefined || limit <= 0) {
      return [];
    }
    const remaining = numberOf(headers[`x-ratelimit-remaining-${unit}`]);
    const reset = headers[`x-ratelimit-reset-${unit}`];
    return [
      {
        unit,
        limit,
        remaining: remaining !== undefined && remaining >= 0 ? remaining : undefined,
        resetSeconds: parseDuration(typeof reset === 'string' ? reset : '') ?? USUAL_WINDOW_SECONDS,
      },
    ];
  });
}

const SECONDS_IN: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of `12ms`, `6m0s`, `1h2m3.5s` or a plain number of seconds. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Number(text);
  }
  if (!/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)].reduce(
    (seconds, [, number, unit]) => seconds + Number(number) * SECONDS_IN[unit],
    0
  );
}

function numberOf(header: string | string[] | undefined): number | undefined {
  const number = typeof header === 'string' && header.trim() !== '' ? Number(header) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
