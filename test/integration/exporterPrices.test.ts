import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, type Labels, readAll, serve, type TestServer } from './exporterProcess';

/** Rows that extend the shipped table, replace a row of it, and say when they were checked. */
const PRICES = `provider,model,input,output,effective_from,source
openai,mine,1,4,,price list 2026-11-01
openai,o4-mini,3,5,,our contract
house,*,0.5,0.5,2026-10-01,our contract
`;

const KEY = 'sk-key-of-the-search-team';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let provider: TestServer;
let exporter: Exporter;
let reply: http.RequestListener;

/** A file as kubelet mounts it from a ConfigMap: a link to a link that is swapped in one step. */
const folder = mkdtempSync(join(tmpdir(), 'elastiscope-prices-'));
const file = join(folder, 'prices.csv');
let mounts = 0;

function mount(text: string): void {
  const version = `..${++mounts}`;
  mkdirSync(join(folder, version));
  writeFileSync(join(folder, version, 'prices.csv'), text);
  symlinkSync(version, join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
}

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve((_, response) => response.end());
  provider = await serve((request, response) => {
    void readAll(request).then(() => reply(request, response));
  });
  mount(PRICES);
  symlinkSync(join('..data', 'prices.csv'), file);
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROVIDERS: ['openai', 'anthropic', 'house', 'local', 'mine:ollama'].map((name) => `${name}=${provider.url}`).join(), // prettier-ignore
    ELASTISCOPE_PRICES: file,
    // One USD a second.
    ELASTISCOPE_HOURLY_COSTS: 'local=3600',
    ELASTISCOPE_TEAMS: `${createHash('sha256').update(KEY).digest('hex').slice(0, 12)}=search`,
    ELASTISCOPE_LABEL_VALUES: '20',
  });
});

afterAll(async () => {
  await exporter.stop();
  await provider.kill();
  await backend.kill();
  bundle.remove();
  rmSync(folder, { recursive: true });
});

const completion = (model: string, input: number, output: number) =>
  JSON.stringify({ model, usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output } });

/** Lets `model` answer one question with a million tokens of input and one of output. */
async function useTokens(name: string, model: string): Promise<void> {
  reply = (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(completion(model, 1_000_000, 1_000_000));
  };
  await question(name, model);
}

function question(name: string, model: string) {
  return ask(exporter.url('gateway', `/${name}/v1/chat/completions`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    parts: [JSON.stringify({ model })],
  });
}

const cost = async (labels: Labels) => (await exporter.scrape()).value(SIDECAR.llmCost, labels);
const reloaded = (result: 'ok' | 'failed', times: number) =>
  exporter.scrapeUntil(`${times} reloads are ${result}`, (scrape) => scrape.value(SIDECAR.priceReloads, { result }) === times); // prettier-ignore

describe('the price of a model', () => {
  it.each([
    ['that the file adds', 'openai', 'mine', 1, 4],
    ['that the file replaces', 'openai', 'o4-mini', 3, 5],
    ['of a provider that the file adds', 'house', 'any-model', 0.5, 0.5],
    ['that the file says nothing about', 'openai', 'gpt-4.1-2025-04-14', 2, 8],
    ['above the bound of its tier', 'anthropic', 'claude-sonnet-4-5-20250929', 6, 22.5],
    ['that runs on its own machine', 'mine', 'llama3.1:8b', 0, 0],
  ])('%s', async (_, name, model, input, output) => {
    await useTokens(name, model);
    expect(await cost({ provider: name, model, kind: 'input' })).toBe(input);
    expect(await cost({ provider: name, model, kind: 'output' })).toBe(output);
    expect((await exporter.scrape()).value(SIDECAR.llmUnpricedTokens, { provider: name, model })).toBe(0);
  });

  it('that nobody knows is not 0', async () => {
    await useTokens('anthropic', 'claude-unheard-of');
    expect(await cost({ model: 'claude-unheard-of' })).toBeUndefined();
    expect((await exporter.scrape()).value(SIDECAR.llmUnpricedTokens, { model: 'claude-unheard-of' })).toBe(2_000_000);
  });

  it('has the age of its last check', async () => {
    const scrape = await exporter.scrape();
    const checkedOn = (model: string) => {
      const age = scrape.value(SIDECAR.llmPriceAge, { model });
      return age && new Date(Date.now() - age * 1000).toISOString().slice(0, 10);
    };
    expect(checkedOn('mine')).toBe('2026-11-01');
    expect(checkedOn('any-model')).toBe('2026-10-01');
    expect(checkedOn('gpt-4.1-2025-04-14')).toBe('2026-08-21');
    // No day in its source, no first day of its price, no price at all.
    expect(['o4-mini', 'llama3.1:8b', 'claude-unheard-of'].map(checkedOn)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the price file, while the exporter runs', () => {
  const priceOfNext = async () => {
    const before = (await cost({ model: 'mine', kind: 'input' })) ?? NaN;
    await useTokens('openai', 'mine');
    return ((await cost({ model: 'mine', kind: 'input' })) ?? NaN) - before;
  };

  it('has not been reloaded at first', async () => {
    await reloaded('ok', 0);
    await reloaded('failed', 0);
  });

  it('holds for the next request when its link is swapped', async () => {
    mount(PRICES.replace('mine,1,', 'mine,7,'));
    await reloaded('ok', 1);
    expect(await priceOfNext()).toBe(7);
  });

  it('with a mistake leaves the prices before as they were, and says where it is', async () => {
    mount(`${PRICES}openai,mine,8 USD,4,2026-01-01,\n`);
    await reloaded('failed', 1);
    expect(await priceOfNext()).toBe(7);
    const warnings = exporter.log.split('\n').filter((line) => line.includes('"warn"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`${file}:5: input: \\"8 USD\\" is not a price`);
  });

  it('that vanishes leaves them too, and holds again when it is back', async () => {
    unlinkSync(file);
    await reloaded('failed', 2);
    expect(await priceOfNext()).toBe(7);
    writeFileSync(file, PRICES.replace('mine,1,', 'mine,9,'));
    await reloaded('ok', 2);
    expect(await priceOfNext()).toBe(9);
  });

  it('that is written in place holds as well', async () => {
    writeFileSync(file, PRICES.replace('mine,1,', 'mine,11,'));
    await exporter.scrapeUntil('it is reloaded', (scrape) => (scrape.value(SIDECAR.priceReloads, { result: 'ok' }) ?? 0) > 2); // prettier-ignore
    expect(await priceOfNext()).toBe(11);
  });
});

describe('a price file with a mistake at the start', () => {
  const broken = join(folder, 'broken.csv');
  const message = `${broken}:1: modle: unknown column; did you mean model?`;
  beforeAll(() => writeFileSync(broken, 'provider,modle,input,output\n'));

  it('ends the exporter', async () => {
    const env = { ELASTISCOPE_BACKEND_URL: backend.url, ELASTISCOPE_PRICES: broken };
    await expect(Exporter.start(bundle.path, env)).rejects.toThrow(message);
  });

  it('is found by --check-config', () => {
    const env = { PATH: process.env.PATH, ELASTISCOPE_BACKEND_URL: backend.url, ELASTISCOPE_PRICES: broken };
    const check = () => execFileSync(process.execPath, [bundle.path, '--check-config'], { env, stdio: 'pipe' });
    expect(check).toThrow(message);
  });
});

describe('a provider that costs by the hour', () => {
  it('costs the time in which it was busy, shared among those who kept it so', async () => {
    const waiting: Array<{ readonly model: string; readonly response: http.ServerResponse }> = [];
    const bothThere = new Promise<void>((resolve) => {
      reply = (request, response) => {
        waiting.push({ model: request.headers['x-model']?.toString() ?? '', response });
        if (waiting.length === 2) {
          resolve();
        }
      };
    });
    const begunAt = performance.now();
    const answers = ['a', 'b'].map((model) =>
      ask(exporter.url('gateway', '/local/v1/chat/completions'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Model': model },
        parts: [JSON.stringify({ model })],
      })
    );
    await bothThere;
    const heldFrom = performance.now();
    // Long enough to tell one charge from two.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const heldSeconds = (performance.now() - heldFrom) / 1000;
    for (const { model, response } of waiting) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(completion(model, 10, 5));
    }
    await Promise.all(answers);
    const longestSeconds = (performance.now() - begunAt) / 1000;

    const total = (await cost({ provider: 'local', kind: 'compute' })) ?? NaN;
    expect(total).toBeGreaterThanOrEqual(heldSeconds);
    expect(total).toBeLessThanOrEqual(longestSeconds);
    for (const model of ['a', 'b']) {
      expect(await cost({ model, kind: 'compute' })).toBeGreaterThanOrEqual(heldSeconds / 2);
      expect(await cost({ model, kind: 'input' })).toBe(0);
    }
    expect((await exporter.scrape()).value(SIDECAR.llmUnpricedTokens, { provider: 'local' })).toBe(0);
    expect(await cost({ provider: 'openai', kind: 'compute' })).toBeUndefined();
  });
});

describe('limits that a provider tells', () => {
  const refuse = async (headers: http.OutgoingHttpHeaders) => {
    reply = (_, response) => response.writeHead(429, headers).end('{}');
    expect((await question('anthropic', 'claude-opus-5')).status).toBe(429);
    return exporter.scrape();
  };
  const labels = { provider: 'anthropic', model: 'claude-opus-5' };

  it('are exported as Anthropic tells them', async () => {
    const reset = new Date(Date.now() + 600_000).toISOString();
    const scrape = await refuse({
      'anthropic-ratelimit-input-tokens-limit': '50000',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': reset,
      'anthropic-ratelimit-output-tokens-limit': '10000',
      'anthropic-ratelimit-output-tokens-remaining': '9000',
      'anthropic-ratelimit-output-tokens-reset': '2020-01-01T00:00:00Z',
    });
    const limits = (unit: string) =>
      [SIDECAR.llmRateLimitLimit, SIDECAR.llmRateLimitRemaining].map((each) => scrape.value(each, { ...labels, unit }));
    expect(limits('input_tokens')).toEqual([50_000, 0]);
    // Its reset has passed.
    expect(limits('output_tokens')).toEqual([10_000, undefined]);
    expect(limits('requests')).toEqual([undefined, undefined]);
  });

  it('are gone when the time to wait has passed', async () => {
    const scrape = await refuse({ 'retry-after': '1' });
    expect(scrape.value(SIDECAR.llmRetryAfter, labels)).toBe(1);
    await exporter.scrapeUntil(
      'the time has passed',
      (later) => later.value(SIDECAR.llmRetryAfter, labels) === undefined
    );
  });

  it('are no limits when they are nonsense', async () => {
    const scrape = await refuse({
      'x-ratelimit-limit-requests': '1e309',
      'x-ratelimit-remaining-requests': 'NaN',
      'x-ratelimit-limit-tokens': '-1',
      'x-ratelimit-remaining-tokens': '-1',
      'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT',
    });
    const limits = [SIDECAR.llmRateLimitLimit, SIDECAR.llmRateLimitRemaining].flatMap((each) =>
      ['requests', 'tokens'].map((unit) => scrape.value(each, { ...labels, unit }))
    );
    expect([...limits, scrape.value(SIDECAR.llmRetryAfter, labels)]).toEqual(Array(5).fill(undefined));
    const stages = scrape.text.split('\n').filter((line) => line.startsWith(`${SIDECAR.captureErrors.name}{`));
    expect(stages.filter((line) => !line.endsWith(' 0'))).toEqual([]);
  });
});

describe('the team that pays', () => {
  const ofKey: Array<[string, string, http.OutgoingHttpHeaders]> = [
    ['OpenAI', '/house/v1/chat/completions', { Authorization: `Bearer ${KEY}` }],
    ['Anthropic', '/house/v1/messages', { 'X-Api-Key': KEY }],
    ['Azure', '/house/openai/deployments/d/chat/completions', { 'Api-Key': KEY }],
    ['Gemini', `/house/v1beta/openai/chat/completions?key=${KEY}`, {}],
  ];

  it.each(ofKey)('is known by its key, as %s takes it', async (_, path, headers) => {
    const before = (await cost({ team: 'search' })) ?? 0;
    reply = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(completion('any-model', 1_000_000, 0));
    };
    await ask(exporter.url('gateway', path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      parts: [JSON.stringify({ model: 'any-model' })],
    });
    const { text } = await exporter.scrape();
    expect(text + exporter.log).not.toContain(KEY);
    expect(((await cost({ team: 'search' })) ?? 0) - before).toBe(0.5);
  });
});

// The last, because it leaves no label for others.
describe('models beyond the bound of their label', () => {
  it('have no price in common, and cost no more at every scrape', async () => {
    for (let i = 0; i < 60; i++) {
      await useTokens('openai', `mine-${i}`);
    }
    await useTokens('openai', 'gpt-4o');
    const { text } = await exporter.scrape();
    expect(text).not.toContain(`${SIDECAR.llmPriceAge.name}{provider="openai",model="other"}`);
    const { text: again } = await exporter.scrape();
    const overflow = (scraped: string) =>
      scraped.split('\n').filter((line) => line.startsWith(SIDECAR.labelOverflow.name));
    expect(overflow(again)).toEqual(overflow(text));
  });
});
