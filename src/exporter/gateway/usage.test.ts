/** @jest-environment node */
import { normaliseUsage, totalOf, usageOf } from './usage';

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
      "a response's cached and reasoning tokens",
      {
        input_tokens: 75,
        input_tokens_details: { cached_tokens: 70 },
        output_tokens: 1186,
        output_tokens_details: { reasoning_tokens: 1024 },
        total_tokens: 1261,
      },
      { input: 5, cache_read: 70, cache_write: 0, output: 1186, reasoning: 1024 },
    ],
    [
      "LiteLLM names Anthropic's cache beside a prompt that includes it",
      {
        prompt_tokens: 100,
        completion_tokens: 5,
        total_tokens: 105,
        cache_read_input_tokens: 60,
        cache_creation_input_tokens: 30,
      },
      { input: 10, cache_read: 60, cache_write: 30, output: 5 },
    ],
    [
      'an embedding server that knows only the total',
      { total_tokens: 9 },
      { input: 9, cache_read: 0, cache_write: 0, output: 0 },
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
    [
      'Anthropic: the input excludes the cache',
      {
        input_tokens: 10,
        cache_read_input_tokens: 1000,
        cache_creation_input_tokens: 300,
        cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
        output_tokens: 50,
      },
      { input: 10, cache_read: 1000, cache_write: 300, cacheWriteHour: 200, output: 50 },
    ],
    [
      'Anthropic without the split by duration',
      { input_tokens: 10, cache_creation_input_tokens: 300, cache_read_input_tokens: null, output_tokens: 5 },
      { input: 10, cache_read: 0, cache_write: 300, cacheWriteHour: 0, output: 5 },
    ],
    [
      'Ollama',
      { done: true, prompt_eval_count: 26, prompt_eval_cached_count: 20, eval_count: 259 },
      { input: 6, cache_read: 20, output: 259 },
    ],
    ['an old Ollama with a cached prompt', { done: true, eval_count: 259 }, { input: 0, output: 259 }],
  ])('%s', (_, usage, expected) => {
    expect(normaliseUsage(usage)).toMatchObject(expected);
  });

  it.each([
    ['null, as in every chunk but the last', null],
    ['a list', []],
    ['more than any request can use', { prompt_tokens: 1e308, completion_tokens: 1 }],
    ['less than nothing', { prompt_tokens: -1, total_tokens: -1 }],
    ['no prompt tokens', { completion_tokens: 3 }],
    ['a negative count', { prompt_tokens: -1, completion_tokens: 3 }],
    ['text', { prompt_tokens: '12' }],
  ])('is nothing for %s', (_, usage) => {
    expect(normaliseUsage(usage)).toBeUndefined();
  });
});

describe('usageOf', () => {
  const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
  it.each([
    ['beside the answer', { choices: [], usage }, usage],
    ['in the extension of Groq', { choices: [], usage: null, x_groq: { usage } }, usage],
    ['in the last event of a response', { type: 'response.completed', response: { usage } }, usage],
    ['in the first event of a message', { type: 'message_start', message: { usage } }, usage],
    ['in the document of Ollama', { done: true, eval_count: 2 }, { done: true, eval_count: 2 }],
    ['nowhere', { choices: [], usage: null }, undefined],
  ])('finds it %s', (_, document, expected) => {
    expect(usageOf(document)).toEqual(expected);
  });
});

describe('every shape of usage', () => {
  const random = (() => {
    let state = 42;
    return (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state % below;
    };
  })();

  it('comes apart into kinds that add up to what is billed', () => {
    for (let round = 0; round < 300; round++) {
      const [input, read, write, hour, output, thinking] = [9000, 5000, 4000, 3000, 6000, 2000].map(random);
      const prompt = input + read + write;
      const shapes = [
        {
          prompt_tokens: prompt,
          completion_tokens: output,
          prompt_tokens_details: { cached_tokens: read, cache_write_tokens: write },
        },
        { prompt_tokens: prompt, completion_tokens: output, total_tokens: prompt + output + thinking },
        {
          input_tokens: prompt,
          output_tokens: output,
          total_tokens: prompt + output,
          input_tokens_details: { cached_tokens: read },
          output_tokens_details: { reasoning_tokens: thinking },
        },
        {
          input_tokens: input,
          cache_read_input_tokens: read,
          cache_creation_input_tokens: write + hour,
          cache_creation: { ephemeral_5m_input_tokens: write, ephemeral_1h_input_tokens: hour },
          output_tokens: output,
        },
        { prompt_eval_count: prompt, prompt_eval_cached_count: read, eval_count: output },
      ];
      const billed = [
        prompt + output,
        prompt + output + thinking,
        prompt + output,
        prompt + hour + output,
        prompt + output,
      ];
      shapes.forEach((usage, index) => {
        const tokens = normaliseUsage(usage);
        expect(tokens && totalOf(tokens)).toBe(billed[index]);
        for (const part of Object.values(tokens ?? {})) {
          expect(part).toBeGreaterThanOrEqual(0);
        }
        expect(tokens?.reasoning).toBeLessThanOrEqual(tokens?.output ?? 0);
        expect(tokens?.cacheWriteHour).toBeLessThanOrEqual(tokens?.cache_write ?? 0);
      });
    }
  });
});
