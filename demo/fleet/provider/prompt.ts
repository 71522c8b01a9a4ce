import { HttpError, isRecord } from '../net/http';
import type { Prompt } from '../scenarios/usage';

/** A chat completion as it was asked for. */
export interface Completion extends Prompt {
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** Four characters a token is the provider's own rule of thumb, and exact here. */
export const CHARACTERS_PER_TOKEN = 4;

const DEFAULT_MAX_TOKENS = 256;

export function tokensIn(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Text of exactly this many tokens that begins with the given words. */
export function textOfTokens(beginning: string, tokens: number): string {
  const filler = ' and what follows from it in the documents at hand,';
  const length = tokens * CHARACTERS_PER_TOKEN;
  return beginning.padEnd(length, filler).slice(0, length);
}

/** Reads the body of `POST /v1/chat/completions` (OpenAI API reference, "Create chat completion"). */
export function readCompletion(body: unknown): Completion {
  if (!isRecord(body) || typeof body.model !== 'string' || !Array.isArray(body.messages)) {
    throw new HttpError(400, 'a chat completion needs "model" and "messages"');
  }
  let prefix = '';
  let text = '';
  for (const message of body.messages) {
    if (!isRecord(message) || typeof message.content !== 'string') {
      throw new HttpError(400, 'every message needs "content"');
    }
    if (message.role === 'system') {
      prefix += message.content;
    } else {
      text += message.content;
    }
  }
  const limit = body.max_completion_tokens ?? body.max_tokens;
  return {
    model: body.model,
    prefixTokens: tokensIn(prefix),
    promptTokens: tokensIn(text),
    maxCompletionTokens: typeof limit === 'number' && limit > 0 ? limit : DEFAULT_MAX_TOKENS,
    text,
    stream: body.stream === true,
    includeUsage: isRecord(body.stream_options) && body.stream_options.include_usage === true,
  };
}
