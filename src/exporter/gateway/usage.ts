import { TOKEN_KINDS, type TokenKind } from '../../vocabulary';

/** Tokens by disjoint kind; the sum over TOKEN_KINDS is the provider's total. */
export interface TokenCounts extends Readonly<Record<TokenKind, number>> {
  /** The part of `cache_write` that is kept for an hour and not for five minutes, which has a price of its own. */
  readonly cacheWriteHour: number;
  /** The part of `output` that was spent on reasoning. */
  readonly reasoning: number;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The usage object of an answer, or of a part of one, wherever the provider puts it: beside the answer, in Groq's
 * extension, in the `response` of an event of OpenAI's responses, in the `message` of Anthropic's first event, or as
 * Ollama's counts in the document itself.
 */
export function usageOf(document: JsonObject): JsonObject | undefined {
  const places = [document, document.response, document.message, document.x_groq];
  const holder = places.find((place): place is JsonObject => isObject(place) && isObject(place.usage));
  if (holder !== undefined && isObject(holder.usage)) {
    return holder.usage;
  }
  return isCount(document.prompt_eval_count) || isCount(document.eval_count) ? document : undefined;
}

/** Any provider's usage as disjoint kinds; `undefined` when it counts nothing. */
export function normaliseUsage(usage: unknown): TokenCounts | undefined {
  if (!isObject(usage)) {
    return undefined;
  }
  if (isCount(usage.prompt_eval_count) || isCount(usage.eval_count)) {
    return ofOllama(usage);
  }
  if (isCount(usage.prompt_tokens)) {
    return ofOpenAi(
      usage,
      usage.prompt_tokens,
      usage.completion_tokens,
      usage.prompt_tokens_details,
      'completion_tokens_details'
    );
  }
  if (isCount(usage.input_tokens)) {
    return isAnthropic(usage)
      ? ofAnthropic(usage)
      : ofOpenAi(usage, usage.input_tokens, usage.output_tokens, usage.input_tokens_details, 'output_tokens_details');
  }
  // Some embedding servers report nothing but the total.
  return isCount(usage.total_tokens) ? tokens({ input: usage.total_tokens }) : undefined;
}

/**
 * OpenAI's chat completions, completions, embeddings and responses, and all that is compatible. Cached tokens and cache
 * writes are part of the input, reasoning is part of the output. Output is what the total has beyond the input, because
 * Gemini's compatible endpoint and xAI leave reasoning out of the completion but not out of the total.
 */
function ofOpenAi(
  usage: JsonObject,
  input: number,
  reportedOutput: unknown,
  inputDetails: unknown,
  outputDetailsName: 'completion_tokens_details' | 'output_tokens_details'
): TokenCounts {
  const details = isObject(inputDetails) ? inputDetails : {};
  const outputDetails = usage[outputDetailsName];
  const completion = count(reportedOutput);
  const output = Math.max(completion, count(usage.total_tokens) - input);
  // DeepSeek and LiteLLM name cache hits and writes beside the prompt, of which they are part all the same.
  const cacheRead = Math.min(
    input,
    first(details.cached_tokens, usage.prompt_cache_hit_tokens, usage.cache_read_input_tokens)
  );
  const cacheWrite = Math.min(
    input - cacheRead,
    first(details.cache_write_tokens, details.cache_creation_tokens, usage.cache_creation_input_tokens)
  );
  const reasoning = isObject(outputDetails) ? count(outputDetails.reasoning_tokens) : 0;
  return tokens({
    input: input - cacheRead - cacheWrite,
    cache_read: cacheRead,
    cache_write: cacheWrite,
    output,
    reasoning: Math.min(output, Math.max(reasoning, output - completion)),
  });
}

/** Anthropic's messages: `input_tokens` is what was neither read from the cache nor written to it. */
function ofAnthropic(usage: JsonObject): TokenCounts {
  const byDuration = isObject(usage.cache_creation) ? usage.cache_creation : {};
  const hour = count(byDuration.ephemeral_1h_input_tokens);
  const written = Math.max(
    count(usage.cache_creation_input_tokens),
    count(byDuration.ephemeral_5m_input_tokens) + hour
  );
  return tokens({
    input: count(usage.input_tokens),
    cache_read: count(usage.cache_read_input_tokens),
    cache_write: written,
    cacheWriteHour: hour,
    output: count(usage.output_tokens),
  });
}

function isAnthropic(usage: JsonObject): boolean {
  return 'cache_creation_input_tokens' in usage || 'cache_read_input_tokens' in usage || 'cache_creation' in usage;
}

/** Ollama's native API. An old one leaves `prompt_eval_count` out when the prompt was cached. */
function ofOllama(usage: JsonObject): TokenCounts {
  const prompt = count(usage.prompt_eval_count);
  const cacheRead = Math.min(prompt, count(usage.prompt_eval_cached_count));
  return tokens({ input: prompt - cacheRead, cache_read: cacheRead, output: count(usage.eval_count) });
}

export function totalOf(counts: TokenCounts): number {
  return TOKEN_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tokens(known: Partial<TokenCounts>): TokenCounts {
  return { input: 0, cache_read: 0, cache_write: 0, cacheWriteHour: 0, output: 0, reasoning: 0, ...known };
}

/** More than any request can use; a provider that says so counts something else, and would spoil every sum. */
const MOST_TOKENS = 1e9;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOST_TOKENS;
}

function count(value: unknown): number {
  return isCount(value) ? value : 0;
}

/** The first of these that is a count. */
function first(...values: readonly unknown[]): number {
  return values.find(isCount) ?? 0;
}
