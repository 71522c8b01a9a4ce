import { close, listen } from '../net/http';
import { usageOf } from '../scenarios/usage';
import { textOfTokens } from './prompt';
import { formatReset, MinuteLimit } from './rateLimit';
import { Provider } from './server';

const PREFIX_TOKENS = 1500;
const PROMPT_TOKENS = 40;
const TEXT = textOfTokens('what is a lease?', PROMPT_TOKENS);

function body(more: object = {}): string {
  return JSON.stringify({
    model: 'gpt-5-mini',
    messages: [
      { role: 'system', content: textOfTokens('be brief', PREFIX_TOKENS) },
      { role: 'user', content: TEXT },
    ],
    max_completion_tokens: 60,
    ...more,
  });
}

const EXPECTED = usageOf({
  model: 'gpt-5-mini',
  prefixTokens: PREFIX_TOKENS,
  promptTokens: PROMPT_TOKENS,
  maxCompletionTokens: 60,
  text: TEXT,
});

const USAGE = {
  prompt_tokens: PREFIX_TOKENS + PROMPT_TOKENS,
  completion_tokens: EXPECTED.completionTokens,
  total_tokens: PREFIX_TOKENS + PROMPT_TOKENS + EXPECTED.completionTokens,
  prompt_tokens_details: { cached_tokens: EXPECTED.cachedTokens },
  completion_tokens_details: { reasoning_tokens: EXPECTED.reasoningTokens },
};

describe('the stand-in provider', () => {
  let provider: Provider;
  let url: string;

  async function open(options: { rejectEvery?: number; tokensPerMinute?: number } = {}): Promise<void> {
    const limits = new Map(options.tokensPerMinute ? [['key', options.tokensPerMinute]] : []);
    provider = new Provider({ tokensPerMinute: limits, rejectEvery: options.rejectEvery ?? 0 });
    url = `http://127.0.0.1:${await listen(provider.server, '127.0.0.1', 0)}`;
  }

  afterEach(() => close(provider.server));

  const complete = (text: string, signal?: AbortSignal) =>
    fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      body: text,
      headers: { authorization: 'Bearer key' },
      signal,
    });

  const events = (text: string) =>
    text
      .split('\n\n')
      .filter((event) => event.startsWith('data: {'))
      .map((event) => JSON.parse(event.slice(6)));

  it('reports the tokens that follow from the request, and the same ones again', async () => {
    await open();
    const answer = await complete(body());
    expect(await answer.json()).toMatchObject({ object: 'chat.completion', usage: USAGE });
    expect(await (await complete(body())).json()).toMatchObject({ usage: USAGE });
    expect(provider.readTotals()).toMatchObject({
      requests: 2,
      models: { 'gpt-5-mini': { answers: 2, completionTokens: 2 * EXPECTED.completionTokens } },
    });
  });

  it('streams usage in a last event without choices only when asked to', async () => {
    await open();
    const asked = await (await complete(body({ stream: true, stream_options: { include_usage: true } }))).text();
    expect(asked.endsWith('data: [DONE]\n\n')).toBe(true);
    const all = events(asked);
    expect(all.at(-1)).toMatchObject({ choices: [], usage: USAGE });
    expect(all.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);

    const unasked = events(await (await complete(body({ stream: true }))).text());
    expect(unasked.every((event) => !('usage' in event))).toBe(true);
    expect(unasked.at(-1).choices[0].finish_reason).toBe('stop');
  });

  it('refuses what is over the limit with 429 and says what is left', async () => {
    await open({ tokensPerMinute: 2000 });
    const first = await complete(body());
    expect(first.status).toBe(200);
    expect(first.headers.get('x-ratelimit-limit-tokens')).toBe('2000');
    expect(Number(first.headers.get('x-ratelimit-remaining-tokens'))).toBe(2000 - USAGE.total_tokens);
    const second = await complete(body());
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBe('1');
    expect(provider.readTotals()).toMatchObject({ requests: 2, rejected: 1 });
  });

  it('refuses every so many requests when told to', async () => {
    await open({ rejectEvery: 2 });
    expect((await complete(body())).status).toBe(200);
    expect((await complete(body())).status).toBe(429);
  });

  it('counts no tokens of an answer nobody waited for', async () => {
    await open();
    await expect(complete(body(), AbortSignal.timeout(50))).rejects.toThrow();
    for (let tries = 0; provider.readTotals().interrupted === 0 && tries < 50; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(provider.readTotals()).toMatchObject({ requests: 1, interrupted: 1, models: {} });
  });

  it.each([
    ['what is not JSON', '{'],
    ['a request without a model', '{"messages":[]}'],
    ['a message without content', '{"model":"m","messages":[{"role":"user"}]}'],
  ])('answers %s with an error body', async (_, text) => {
    await open();
    const answer = await complete(text);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });
});

it.each([
  [0.0123, '13ms'],
  [6.5, '6.5s'],
  [90, '1m30s'],
])('writes a reset of %d s as OpenAI does', (seconds, text) => {
  expect(formatReset(seconds)).toBe(text);
});

it('gives a limit back sixty seconds after it was taken, no sooner', () => {
  const limit = new MinuteLimit(100);
  expect(limit.take(70, 0)).toBe(true);
  expect(limit.take(40, 30)).toBe(false);
  expect(limit.take(30, 30)).toBe(true);
  expect(limit.allowance(59)).toEqual({ limit: 100, remaining: 0, resetSeconds: 31 });
  expect(limit.take(70, 60)).toBe(true);
});
