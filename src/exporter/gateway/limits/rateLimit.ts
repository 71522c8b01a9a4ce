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

interface Names {
  readonly unit: RateLimitUnit;
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

/** Names of the headers of OpenAI, Azure, Groq and others. */
const OPENAI_NAMES = (['requests', 'tokens'] as const).map(
  (unit): Names => ({
    unit,
    limit: `x-ratelimit-limit-${unit}`,
    remaining: `x-ratelimit-remaining-${unit}`,
    reset: `x-ratelimit-reset-${unit}`,
  })
);

const ANTHROPIC_NAMES = RATE_LIMIT_UNITS.map((unit): Names => {
  const prefix = `anthropic-ratelimit-${unit.replace('_', '-')}`;
  return { unit, limit: `${prefix}-limit`, remaining: `${prefix}-remaining`, reset: `${prefix}-reset` };
});

const HEADERS = [...OPENAI_NAMES, ...ANTHROPIC_NAMES];

/** Reads the limits that the headers of an answer tell. `nowSeconds` is the Unix time. Never throws. */
export function readRateLimits(headers: IncomingHttpHeaders, nowSeconds: number): RateLimit[] {
  return HEADERS.flatMap((names) => {
    const limit = amountOf(headers[names.limit]);
    const remaining = amountOf(headers[names.remaining]);
    // Azure says -1, or 0 for both, when it does not know. Nothing left of no known limit is no news either.
    const isKnown = limit !== undefined ? limit > 0 : (remaining ?? 0) > 0;
    return isKnown
      ? [
          {
            unit: names.unit,
            limit,
            remaining,
            resetSeconds: parseReset(textOf(headers[names.reset]), nowSeconds) ?? USUAL_WINDOW_SECONDS,
          },
        ]
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
