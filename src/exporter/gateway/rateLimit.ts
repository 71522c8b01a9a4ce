import type { IncomingHttpHeaders } from 'node:http';
import { parseReset } from './resetTime';

export const RATE_LIMIT_UNITS = ['requests', 'tokens', 'input_tokens', 'output_tokens'] as const;
export type RateLimitUnit = (typeof RATE_LIMIT_UNITS)[number];

/** What a provider said about one of its limits. What it does not say, or says to be unknown, is `undefined`. */
export interface RateLimit {
  readonly unit: RateLimitUnit;
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** How long `remaining` can be believed. */
  readonly resetSeconds: number;
}

/** Providers count by the minute; so long is headroom believed when they do not say when it resets. */
const USUAL_WINDOW_SECONDS = 60;

/** OpenAI, Azure, Groq and others: x-ratelimit-limit-requests. Anthropic: anthropic-ratelimit-input-tokens-limit. */
const HEADERS: ReadonlyArray<{ readonly unit: RateLimitUnit; readonly nameOf: (fact: string) => string }> = [
  ...(['requests', 'tokens'] as const).map((unit) => ({
    unit,
    nameOf: (fact: string) => `x-ratelimit-${fact}-${unit}`,
  })),
  ...RATE_LIMIT_UNITS.map((unit) => ({
    unit,
    nameOf: (fact: string) => `anthropic-ratelimit-${unit.replace('_', '-')}-${fact}`,
  })),
];

/** Reads the limits that the headers of an answer tell. `nowSeconds` is the Unix time. Never throws. */
export function readRateLimits(headers: IncomingHttpHeaders, nowSeconds: number): RateLimit[] {
  return HEADERS.flatMap(({ unit, nameOf }) => {
    const limit = amountOf(headers[nameOf('limit')]);
    const remaining = amountOf(headers[nameOf('remaining')]);
    const reset = headers[nameOf('reset')];
    // Azure says -1, or 0 for both, when it does not know. Nothing left of no known limit is no news either.
    const isKnown = limit !== undefined ? limit > 0 : (remaining ?? 0) > 0;
    return isKnown
      ? [{ unit, limit, remaining, resetSeconds: parseReset(textOf(reset), nowSeconds) ?? USUAL_WINDOW_SECONDS }]
      : [];
  });
}

/** A plain number from 0 that a double holds exactly. */
function amountOf(header: string | string[] | undefined): number | undefined {
  const text = textOf(header);
  const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return amount <= Number.MAX_SAFE_INTEGER ? amount : undefined;
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header.trim() : '';
}
