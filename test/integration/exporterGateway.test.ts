import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { SIDECAR } from '../../src/vocabulary';
import { type Answer, ask, buildExporter, Exporter, open, readAll, serve, type TestServer } from './exporterProcess';
import { MIB, readMeasured, writeGibibyte } from './support/gibibyte';

const KEY = 'sk-very-secret-key';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let provider: TestServer;
let exporter: Exporter;
let received: { target: string; headers: http.IncomingHttpHeaders; body: string };
let reply: (response: http.ServerResponse) => void;

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve((_, response) => response.end());
  provider = await serve((request, response) => {
    void readAll(request).then((body) => {
      received = { target: request.url ?? '', headers: request.headers, body: body.toString() };
      reply(response);
    });
  });
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROVIDERS: `openai=${provider.url},below=${provider.url}/base/,mine:openai=${provider.url},gone=http://127.0.0.1:1`,
  });
});

afterAll(async () => {
  await exporter.stop();
  await provider.kill();
  await backend.kill();
  bundle.remove();
});

function complete(path: string, question: object, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  return ask(exporter.url('gateway', path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${KEY}`, ...headers },
    parts: [JSON.stringify(question)],
  });
}

const json =
  (document: object, headers: http.OutgoingHttpHeaders = {}) =>
  (response: http.ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(document));
  };

const usage = (prompt: number, completion: number, cached = 0) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cached },
});

const event = (chunk: object) => `data: ${JSON.stringify(chunk)}\r\n\r\n`;

/** Sends text in pieces that cut events and characters. */
const inPieces =
  (text: string, headers: http.OutgoingHttpHeaders = {}) =>
  (response: http.ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', ...headers });
    const bytes = Buffer.from(text);
    void (async () => {
      for (let at = 0; at < bytes.length; at += 11) {
        response.write(bytes.subarray(at, at + 11));
        await new Promise((done) => setImmediate(done));
      }
      response.end();
    })();
  };

describe('a plain answer', () => {
  it('is counted to the token and the cent', async () => {
    reply = json({ model: 'gpt-4o-2024-08-06', usage: usage(1000, 200, 400), choices: [] });
    const answer = await complete(
      '/f/billing/openai/v1/chat/completions?x=1',
      { model: 'gpt-4o' },
      { 'X-Elastiscope-Team': 'red' }
    );
    expect(JSON.parse(answer.body.toString()).usage.total_tokens).toBe(1200);
    expect(received.target).toBe('/v1/chat/completions?x=1');
    expect(received.headers).toMatchObject({
      host: provider.url.slice('http://'.length),
      authorization: `Bearer ${KEY}`,
    });
    expect(Object.keys(received.headers)).not.toEqual(expect.arrayContaining(['x-elastiscope-team']));

    const labels = { provider: 'openai', model: 'gpt-4o-2024-08-06', flow: 'billing', team: 'red' };
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.llmRequests, { ...labels, status_code: '200' })).toBe(1);
    const tokens = (kind: string) => scrape.value(SIDECAR.llmTokens, { ...labels, kind, source: 'reported' });
    expect(['input', 'cache_read', 'cache_write', 'output'].map(tokens)).toEqual([600, 400, 0, 200]);
    // gpt-4o: 2.50, 1.25 and 10 USD for a million tokens.
    const cost = (kind: string) => scrape.value(SIDECAR.llmCost, { ...labels, kind });
    expect(cost('input')).toBeCloseTo(0.0015, 12);
    expect(cost('cache_read')).toBeCloseTo(0.0005, 12);
    expect(cost('output')).toBeCloseTo(0.002, 12);
  });

  it('is read beside the traffic when it is compressed', async () => {
    const compressed = gzipSync(JSON.stringify({ model: 'zipped', usage: usage(10, 5) }));
    reply = (response) =>
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(compressed);
    const answer = await complete('/openai/v1/chat/completions', { model: 'zipped' }, { 'Accept-Encoding': 'gzip' });
    expect(received.headers['accept-encoding']).toBe('identity');
    expect(answer.body.equals(compressed)).toBe(true);
    await exporter.scrapeUntil(
      'its tokens are counted',
      (scrape) => scrape.value(SIDECAR.llmTokens, { model: 'zipped' }) === 15
    );
  });

  it('takes the prices of another provider, and the path below the one of the URL', async () => {
    reply = json({ model: 'gpt-4o', usage: usage(1_000_000, 0) });
    await complete('/mine/v1/chat/completions', { model: 'gpt-4o' });
    await complete('/below/chat/completions', { model: 'gpt-4o' });
    expect(received.target).toBe('/base/chat/completions');
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.llmCost, { provider: 'mine', kind: 'input' })).toBe(2.5);
    expect(scrape.value(SIDECAR.llmUnpricedTokens, { provider: 'below', model: 'gpt-4o' })).toBe(1_000_000);
    expect(scrape.value(SIDECAR.llmCost, { provider: 'below' })).toBeUndefined();
  });

  it('to a client that waits for a 100 first is not late', async () => {
    reply = json({ model: 'expected', usage: usage(1, 1) });
    const status = await new Promise((resolve, reject) => {
      const request = http.request(exporter.url('gateway', '/openai/v1/chat/completions'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Expect: '100-continue', 'Content-Length': '20' },
      });
      request.once('continue', () => request.end('{"model":"expected"}'));
      request.once('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      request.once('error', reject);
      request.flushHeaders();
    });
    expect([status, received.body]).toEqual([200, '{"model":"expected"}']);
    expect(Object.keys(received.headers)).not.toEqual(expect.arrayContaining(['expect']));
  });

  it('without usage is counted as such', async () => {
    reply = json({ model: 'silent' });
    await complete('/openai/v1/chat/completions', { model: 'silent' });
    expect((await exporter.scrape()).value(SIDECAR.llmUsageMissing, { model: 'silent' })).toBe(1);
  });

  it('to a question that is too large to read passes on, and is counted', async () => {
    reply = json({ model: 'large', usage: usage(2_000_000, 1) });
    await complete('/openai/v1/chat/completions', { model: 'large', text: 'é'.repeat(4_000_000) });
    expect(JSON.parse(received.body).text).toHaveLength(4_000_000);
    expect((await exporter.scrape()).value(SIDECAR.llmTokens, { model: 'large' })).toBe(2_000_001);
  });
});

describe('a stream', () => {
  const content = event({ model: 'gpt-4o-mini', choices: [{ delta: { content: 'Grüße 🙂' } }], usage: null });
  const extra = event({ model: 'gpt-4o-mini', choices: [], usage: usage(7, 3) });
  const done = 'data: [DONE]\r\n\r\n';

  it('is asked for usage, of which the client sees nothing', async () => {
    reply = inPieces(content + content + extra + done);
    const question = '{ "model": "gpt-4o-mini", "stream": true, "seed": 9007199254740993 }';
    const answer = await ask(exporter.url('gateway', '/openai/v1/chat/completions'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked', 'X-Elastiscope-Team': 'blue' },
      parts: [question.slice(0, 9), question.slice(9)],
    });
    expect(received.body).toBe(`{"stream_options":{"include_usage":true},${question.slice(1)}`);
    expect(answer.body.toString()).toBe(content + content + done);
    const scrape = await exporter.scrape();
    const tokens = (kind: string) => scrape.value(SIDECAR.llmTokens, { team: 'blue', kind, source: 'injected' });
    expect([tokens('input'), tokens('output')]).toEqual([7, 3]);
    expect(scrape.value(SIDECAR.llmTimeToFirstToken, { model: 'gpt-4o-mini' }, '_count')).toBe(1);
  });

  it.each([
    ['that asks for usage', { include_usage: true }],
    ['that asks for none', { include_usage: false }],
  ])('of a client %s is left alone', async (_, options) => {
    reply = inPieces(content + extra + done);
    const question = { model: 'gpt-4o-mini', stream: true, stream_options: options };
    const answer = await complete('/openai/v1/chat/completions', question, { 'X-Elastiscope-Team': 'green' });
    expect(received.body).toBe(JSON.stringify(question));
    expect(answer.body.toString()).toBe(content + extra + done);
  });

  it('arrives while the provider still writes', async () => {
    let finish = () => {};
    reply = (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(content);
      finish = () => response.end(extra + done);
    };
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json' };
      const request = http.request(
        exporter.url('gateway', '/openai/v1/chat/completions'),
        { method: 'POST', headers },
        resolve
      );
      request.once('error', reject);
      request.end('{"model":"gpt-4o-mini","stream":true}');
    });
    expect(String(await new Promise((resolve) => answer.once('data', resolve)))).toBe(content);
    finish();
    expect((await readAll(answer)).toString()).toBe(done);
  });
});

describe('bodies that are too large to keep', () => {
  it('pass, and their usage is found', async () => {
    reply = (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"model":"gigantic","choices":[{"message":{"content":"');
      writeGibibyte(response, '"}}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}');
    };
    const answer = await open(exporter.url('gateway', '/openai/v1/chat/completions'), { method: 'POST' });
    const { bytes, most } = await readMeasured(
      answer,
      async () => (await exporter.scrape()).value(SIDECAR.processMemory) ?? Infinity
    );
    expect(bytes).toBeGreaterThan(1024 * MIB);
    expect(most).toBeLessThan(160 * MIB);
    await exporter.scrapeUntil(
      'its tokens are counted',
      (scrape) => scrape.value(SIDECAR.llmTokens, { model: 'gigantic' }) === 12
    );
  });
});

describe('a provider that does not know stream_options', () => {
  const content = event({ model: 'strict', choices: [{ delta: { content: 'Hi' } }] });
  let asked: string[];

  const stream = (model: string) => complete('/openai/v1/chat/completions', { model, stream: true });
  const refuse = (response: http.ServerResponse) => response.writeHead(422).end('{"error":{"type":"unknown_field"}}');

  beforeEach(() => {
    asked = [];
    reply = (response) => {
      asked.push(received.body);
      if (received.body.includes('stream_options')) {
        refuse(response);
      } else {
        inPieces(content)(response);
      }
    };
  });

  it('gets the request as its client wrote it, and is not asked again', async () => {
    for (const _ of [1, 2]) {
      const answer = await stream('strict');
      expect([answer.status, answer.body.toString()]).toEqual([200, content]);
    }
    const asWritten = '{"model":"strict","stream":true}';
    expect(asked).toEqual([asWritten.replace('{', '{"stream_options":{"include_usage":true},'), asWritten, asWritten]);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.llmRequests, { model: 'strict', status_code: '200' })).toBe(2);
    expect(scrape.value(SIDECAR.llmUsageMissing, { model: 'strict' })).toBe(2);
    expect(scrape.value(SIDECAR.llmErrors, { model: 'strict' })).toBeUndefined();
  });

  it('is not suspected when the request itself was wrong', async () => {
    reply = (response) => {
      asked.push(received.body);
      refuse(response);
    };
    for (const _ of [1, 2]) {
      expect((await stream('wrong')).status).toBe(422);
    }
    expect(asked.map((body) => body.includes('stream_options'))).toEqual([true, false, true, false]);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.llmErrors, { model: 'wrong', reason: 'invalid_request' })).toBe(2);
  });
});

it('counts once what a response has used, however often it is looked at', async () => {
  reply = json({ id: 'resp_1', model: 'looked-at', usage: { input_tokens: 5, output_tokens: 1, total_tokens: 6 } });
  await complete('/openai/v1/responses', { model: 'looked-at' });
  await ask(exporter.url('gateway', '/openai/v1/responses/resp_1'));
  expect((await exporter.scrape()).value(SIDECAR.llmTokens, { model: 'looked-at' })).toBe(6);
});

it('says how long a token takes', async () => {
  reply = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(event({ model: 'slow', choices: [{ delta: { content: 'a' } }] }));
    setTimeout(() => {
      response.write(event({ model: 'slow', choices: [{ delta: { content: 'b' } }] }));
      response.end(event({ model: 'slow', choices: [], usage: usage(1, 11) }));
    }, 200);
  };
  await complete('/openai/v1/chat/completions', { model: 'slow', stream: true });
  const scrape = await exporter.scrape();
  expect(scrape.value(SIDECAR.llmTimePerOutputToken, { model: 'slow' }, '_count')).toBe(1);
  // Ten tokens after the first one in 200 ms, give or take what timers are early.
  expect(scrape.value(SIDECAR.llmTimePerOutputToken, { model: 'slow' }, '_sum')).toBeGreaterThan(0.015);
});

describe('paths that lead out of a provider', () => {
  it.each([
    '/below/../secret',
    '/below/%2e%2e/secret',
    '/below/..%2fsecret',
    '/below/%252e%252e/secret',
    '/below/..%5csecret',
    '/f/flow/below/x/../../secret',
  ])('such as %s are refused', async (path) => {
    received = { target: 'nothing', headers: {}, body: '' };
    const answer = await ask(exporter.url('gateway'), { path });
    expect([answer.status, received.target]).toEqual([400, 'nothing']);
    expect(answer.body.toString()).toContain('elastiscope_bad_path');
  });

  it.each([
    ['another server', 'http://127.0.0.1:1/openai/v1/models', 400],
    ['a scheme', 'file:///etc/passwd', 400],
    ['no host', '//127.0.0.1:1/openai', 404],
    ['an authority', 'openai:443', 400],
    ['a user', '/openai@127.0.0.1:1/v1', 404],
    ['a backslash', '\\\\127.0.0.1:1\\openai', 400],
  ])('such as %s reach nobody', async (_, path, status) => {
    received = { target: 'nothing', headers: {}, body: '' };
    const answer = await ask(exporter.url('gateway'), { path });
    expect([answer.status, received.target]).toEqual([status, 'nothing']);
  });

  it('stay below the path of the URL whatever the host says', async () => {
    reply = json({});
    await ask(exporter.url('gateway', '/below/v1/models'), { headers: { Host: 'elsewhere.example' } });
    expect([received.target, received.headers.host]).toEqual(['/base/v1/models', provider.url.slice('http://'.length)]);
  });
});

describe('trouble', () => {
  it('of the provider reaches the client as it is, with what is left of the limits', async () => {
    reply = (response) =>
      response
        .writeHead(429, {
          'Content-Type': 'application/json',
          'Retry-After': '7',
          'x-ratelimit-limit-tokens': '1000',
          'x-ratelimit-remaining-tokens': '0',
          'x-ratelimit-reset-tokens': '6m0s',
        })
        .end('{"error":{}}');
    const answer = await complete('/openai/v1/chat/completions', { model: 'limited' });
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([429, '7', '{"error":{}}']);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.llmRequests, { model: 'limited', status_code: '429' })).toBe(1);
    expect(scrape.value(SIDECAR.llmRateLimitRemaining, { model: 'limited', unit: 'tokens' })).toBe(0);
    expect(scrape.value(SIDECAR.llmUsageMissing, { model: 'limited' })).toBeUndefined();
  });

  it('to reach it is a 502 that says whom', async () => {
    const answer = await complete('/gone/v1/chat/completions', { model: 'm' });
    const { error } = JSON.parse(answer.body.toString());
    expect([answer.status, error.type]).toEqual([502, 'elastiscope_upstream_unreachable']);
    expect(error.message).toContain('"gone"');
    expect((await exporter.scrape()).value(SIDECAR.llmRequests, { provider: 'gone', status_code: '502' })).toBe(1);
  });

  it.each(['/nobody/v1/models', '/', '/f/flow', '//openai/v1'])(
    'with the path %s is a 404 that names those there are',
    async (path) => {
      const answer = await ask(exporter.url('gateway', path));
      expect(answer.status).toBe(404);
      expect(answer.body.toString()).toContain('openai, below, mine, gone');
    }
  );

  it('with an answer that is not what it says changes no byte', async () => {
    const broken = Buffer.from('{"usage":');
    reply = (response) =>
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(broken);
    expect((await complete('/openai/v1/chat/completions', { model: 'broken' })).body.equals(broken)).toBe(true);
    await exporter.scrapeUntil(
      'the fault is counted',
      (scrape) => scrape.value(SIDECAR.captureErrors, { stage: 'decode' }) === 1
    );
  });

  it('for a client that leaves is passed on', async () => {
    let left = false;
    reply = (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: {}\n\n');
      response.once('close', () => (left = true));
    };
    const answer = await open(exporter.url('gateway', '/openai/v1/stream'));
    answer.destroy();
    await exporter.scrapeUntil('the provider sees it', () => left);
  });
});

it('never shows a key', async () => {
  const { text } = await exporter.scrape();
  expect(text + exporter.log).not.toContain(KEY);
});
