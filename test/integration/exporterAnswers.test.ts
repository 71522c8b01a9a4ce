import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { SIDECAR, TOKEN_KINDS } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, randomNumbers, readAll, serve, type TestServer } from './exporterProcess';
import { zstdFrame } from './support/zstd';

/** See the head of answers.yaml. */
interface Case {
  readonly name: string;
  readonly to: string;
  readonly asks: string;
  readonly status?: number;
  readonly type: 'json' | 'events' | 'lines';
  readonly body: string;
  readonly hidden?: string;
  readonly model: string;
  readonly source?: string;
  readonly tokens?: readonly number[];
  readonly reasoning?: number;
  readonly usd?: number;
  readonly unpriced?: number;
  readonly missing?: number;
  readonly estimated?: readonly number[];
  readonly error?: string;
  readonly firstToken?: boolean;
}

const CASES: readonly Case[] = parse(readFileSync(join(__dirname, 'answers/answers.yaml'), 'utf8'));

const TYPES = { json: 'application/json', events: 'text/event-stream; charset=utf-8', lines: 'application/x-ndjson' };

const CODINGS: ReadonlyArray<readonly [string | undefined, (body: Buffer) => Buffer]> = [
  [undefined, (body) => body],
  ['gzip', (body) => gzipSync(body)],
  ['br', (body) => brotliCompressSync(body)],
  ['deflate', (body) => deflateSync(body)],
  ['zstd', zstdFrame],
];

const PROVIDERS = [
  ...['openai', 'anthropic', 'ollama', 'vllm', 'groq', 'deepseek', 'xinference'],
  ...['azure:openai', 'litellm:openai', 'gemini:google'],
];

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let provider: TestServer;
let exporter: Exporter;
let reply: { readonly status: number; readonly headers: http.OutgoingHttpHeaders; readonly body: Buffer };
const random = randomNumbers(11);

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve((_, response) => response.end());
  provider = await serve((request, response) => {
    void readAll(request).then(async () => {
      response.writeHead(reply.status, reply.headers);
      for (let at = 0; at < reply.body.length; ) {
        const size = 1 + Math.floor(random() ** 2 * 200);
        response.write(reply.body.subarray(at, at + size));
        at += size;
        await new Promise((done) => setImmediate(done));
      }
      response.end();
    });
  });
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROVIDERS: PROVIDERS.map((name) => `${name}=${provider.url}`).join(),
    ELASTISCOPE_LABEL_VALUES: '1000',
    ELASTISCOPE_LABEL_SETS: '10000',
  });
});

afterAll(async () => {
  await exporter.stop();
  await provider.kill();
  await backend.kill();
  bundle.remove();
});

async function play({ to, asks, status = 200, type, body }: Case, flow: string, coding: (typeof CODINGS)[number]) {
  const [name, encode] = coding;
  const encoded = encode(Buffer.from(body));
  reply = {
    status,
    headers: { 'Content-Type': TYPES[type], ...(name !== undefined && { 'Content-Encoding': name }) },
    body: encoded,
  };
  const answer = await ask(exporter.url('gateway', `/f/${encodeURIComponent(flow)}${to}`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    parts: [asks],
  });
  return { answer, encoded };
}

describe.each(CODINGS.map((coding) => [coding[0] ?? 'identity', coding] as const))('in %s', (codingName, coding) => {
  it.each(CASES.map((each) => [each.name, each] as const))('%s', async (name, expected) => {
    const flow = `${codingName} ${name}`;
    const { answer, encoded } = await play(expected, flow, coding);
    const { status = 200, model, source = 'reported', tokens, usd, hidden, body } = expected;

    expect(answer.status).toBe(status);
    // What is compressed passes whole: the client sees an event that it did not ask for, and no byte is changed.
    const seen = hidden === undefined || codingName !== 'identity' ? encoded : Buffer.from(body.replace(hidden, ''));
    expect(answer.body.equals(seen)).toBe(true);

    const labels = { flow, model };
    const scrape = await exporter.scrapeUntil(
      'the request is counted',
      (each) => each.value(SIDECAR.llmRequests, { ...labels, status_code: String(status) }) === 1
    );
    const counted = TOKEN_KINDS.map((kind) => scrape.value(SIDECAR.llmTokens, { ...labels, kind, source }));
    expect(counted).toEqual(tokens ?? TOKEN_KINDS.map(() => undefined));
    const cost = scrape.value(SIDECAR.llmCost, labels);
    if (usd === undefined) {
      expect(cost).toBeUndefined();
    } else {
      expect(cost).toBeCloseTo(usd, 12);
    }
    expect(scrape.value(SIDECAR.llmReasoningTokens, labels)).toBe(expected.reasoning);
    const estimates = ['input', 'output'].map((kind) =>
      scrape.value(SIDECAR.llmTokens, { ...labels, kind, source: 'estimated' })
    );
    expect(estimates).toEqual(expected.estimated ?? [undefined, undefined]);
  });
});

it('knows what was missing, unpriced and wrong, and when the first token came', async () => {
  const scrape = await exporter.scrape();
  const times = CODINGS.length;
  const providerOf = ({ to }: Case) => to.split('/')[1];
  const sum = (of: (each: Case) => number) => {
    const sums = new Map<string, number>();
    for (const each of CASES) {
      const key = `${providerOf(each)} ${each.model}`;
      sums.set(key, (sums.get(key) ?? 0) + of(each) * times);
    }
    return sums;
  };
  const figures = [
    ['missing', sum((each) => each.missing ?? 0), SIDECAR.llmUsageMissing, ''],
    ['unpriced', sum((each) => each.unpriced ?? 0), SIDECAR.llmUnpricedTokens, ''],
    ['errors', sum((each) => (each.error === undefined ? 0 : 1)), SIDECAR.llmErrors, ''],
    ['first tokens', sum((each) => (each.firstToken === true ? 1 : 0)), SIDECAR.llmTimeToFirstToken, '_count'],
  ] as const;
  for (const [what, sums, definition, suffix] of figures) {
    for (const [key, expected] of sums) {
      const [name, model] = key.split(' ');
      const value = scrape.value(definition, { provider: name, model }, suffix) ?? 0;
      expect([what, key, value]).toEqual([what, key, expected]);
    }
  }
  for (const { error, model, ...each } of CASES.filter((one) => one.error !== undefined)) {
    const labels = { provider: providerOf({ error, model, ...each }), model, reason: error ?? '' };
    expect(scrape.value(SIDECAR.llmErrors, labels)).toBeGreaterThanOrEqual(times);
  }
  expect(scrape.value(SIDECAR.captureErrors)).toBe(0);
});
