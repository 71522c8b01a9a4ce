import type { TokenKind } from '../../vocabulary';

/** Tokens by disjoint kind; the sum over TOKEN_KINDS is the provider's total. */
export interface TokenCounts extends Readonly<Record<TokenKind, number>> {
  /** The part of `cache_write` that is kept for an hour and not for five minutes, which has a price of its own. */
  readonly cacheWriteHour: number;
  /** The part of `output` that was spent on reasoning. */
  readonly reasoning: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The usage object of an answer or of a chunk of one, wherever the provider puts it. */
export function findUsage(document: unknown): TokenCounts | undefined {
  if (!isObject(document)) {
    return undefined;
  }
  const groq = isObject(document.x_groq) ? document.x_groq.usage : undefined;
  return normaliseUsage(document.usage) ?? normaliseUsage(groq);
}

/**
 * OpenAI's usage as disjoint kinds. In it `cached_tokens` and `cache_write_tokens` are part of `prompt_tokens`, and
 * `reasoning_tokens` of `completion_tokens`. Output is what the total has beyond the prompt, because Gemini's compatible
 * endpoint leaves thinking out of `completion_tokens` but not out of `total_tokens`.
 */
export function normaliseUsage(usage: unknown): TokenCounts | undefined {
  if (!isObject(usage)) {
    return undefined;
  }
  const prompt = count(usage.prompt_tokens);
  if (prompt === undefined) {
    return undefined;
  }
  const completion = count(usage.completion_tokens) ?? 0;
  const total = count(usage.total_tokens) ?? 0;
  const details = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const outputDetails = isObject(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  // DeepSeek names its cache hits beside the prompt.
  const cached = count(details.cached_tokens) ?? count(usage.prompt_cache_hit_tokens) ?? 0;
  const cacheRead = Math.min(prompt, cached);
  const cacheWrite = Math.min(prompt - cacheRead, count(details.cache_write_tokens) ?? 0);
  const output = Math.max(completion, total - prompt);
  return {
    input: prompt - cacheRead - cacheWrite,
    cache_read: cacheRead,
    cache_write: cacheWrite,
    cacheWriteHour: 0,
    output,
    reasoning: Math.min(output, count(outputDetails.reasoning_tokens) ?? 0),
  };
}

export function totalOf(tokens: TokenCounts): number {
  return tokens.input + tokens.cache_read + tokens.cache_write + tokens.output;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
