/** @jest-environment node */
import { findUsage, normaliseUsage, totalOf } from './usage';

describe('normaliseUsage', () => {
  it.each([
    [
      'plain',
      { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
      { input: 10, cache_read: 0, cache_write: 0, output: 5 },
    ],
    [
      'cached tokens are part of the prompt',
      { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105, prompt_tokens_details: { cached_tokens: 64 } },
      { input: 36, cache_read: 64, cache_write: 0, output: 5 },
    ],
    [
      'cache writes are part of the prompt',
      {
        prompt_tokens: 100,
        completion_tokens: 5,
        total_tokens: 105,
        prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
      },
      { input: 10, cache_read: 60, cache_write: 30, output: 5 },
    ],
    [
      'reasoning is part of the completion',
      {
        prompt_tokens: 10,
        completion_tokens: 50,
        total_tokens: 60,
        completion_tokens_details: { reasoning_tokens: 40 },
      },
      { input: 10, cache_read: 0, cache_write: 0, output: 50, reasoning: 40 },
    ],
    [
      'Gemini leaves thinking out of the completion',
      { prompt_tokens: 10, completion_tokens: 5, total_tokens: 40 },
      { input: 10, cache_read: 0, cache_write: 0, output: 30 },
    ],
    [
      'DeepSeek names cache hits beside the prompt',
      { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, prompt_cache_hit_tokens: 8 },
      { input: 2, cache_read: 8, cache_write: 0, output: 5 },
    ],
    [
      'embeddings have no completion',
      { prompt_tokens: 7, total_tokens: 7 },
      { input: 7, cache_read: 0, cache_write: 0, output: 0 },
    ],
    [
      'details may be null',
      { prompt_tokens: 7, completion_tokens: 1, total_tokens: 8, prompt_tokens_details: null },
      { input: 7, cache_read: 0, cache_write: 0, output: 1 },
    ],
    [
      'more cached than prompted is a lie that must not make input negative',
      { prompt_tokens: 7, completion_tokens: 1, total_tokens: 8, prompt_tokens_details: { cached_tokens: 9 } },
      { input: 0, cache_read: 7, cache_write: 0, output: 1 },
    ],
  ])('%s', (_, usage, expected) => {
    const tokens = normaliseUsage(usage);
    expect(tokens).toMatchObject(expected);
    expect(tokens && totalOf(tokens)).toBe(usage.total_tokens);
  });

  it.each([
    ['null, as in every chunk but the last', null],
    ['a list', []],
    ['no prompt tokens', { completion_tokens: 3 }],
    ['a negative count', { prompt_tokens: -1, completion_tokens: 3 }],
    ['text', { prompt_tokens: '12' }],
  ])('is nothing for %s', (_, usage) => {
    expect(normaliseUsage(usage)).toBeUndefined();
  });
});

describe('findUsage', () => {
  it('looks where Groq puts it', () => {
    expect(findUsage({ x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } } })).toMatchObject(
      {
        input: 1,
        cache_read: 0,
        cache_write: 0,
        output: 2,
      }
    );
  });
});
