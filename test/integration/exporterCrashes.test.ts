import http from 'node:http';
import net, { type Socket } from 'node:net';
import { once } from 'node:events';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, serve, serveRaw, type TestServer, until } from './exporterProcess';

/** As the image has it. */
const IMAGE = { NODE_OPTIONS: '--max-old-space-size=96 --max-semi-space-size=4' };

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;

beforeAll(() => {
  bundle = buildExporter();
});

afterEach(async () => {
  await exporter.stop();
  await backend.kill();
});

afterAll(() => bundle.remove());

async function start(): Promise<void> {
  const { url } = backend;
  exporter = await Exporter.start(bundle.path, {
    ...IMAGE,
    ELASTISCOPE_BACKEND_URL: url,
    ELASTISCOPE_PROVIDERS: `openai=${url}`,
  });
}

async function expectToLive(): Promise<void> {
  expect((await ask(exporter.url('inbound', '/after'))).body.toString()).toBe('ok');
  expect((await exporter.scrape()).value(SIDECAR.uncaughtFaults)).toBe(0);
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('upgrade-refusal-crash: a refusal that cannot be written again', () => {
  it.each([
    ['a control character in its reason', 'HTTP/1.1 403 For\x01bidden\r\nContent-Length: 0\r\n\r\n'],
    ['status 000', 'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 99 Low\r\nContent-Length: 0\r\n\r\n'],
    ['a control character in a value', 'HTTP/1.1 403 Forbidden\r\nX-A: a\x01b\r\nContent-Length: 0\r\n\r\n'],
  ])('has %s, and is a 502 at worst', async (_, refusal) => {
    backend = await serveRaw((socket, head) => socket.write(/^upgrade:/im.test(head) ? refusal : OK, 'latin1'));
    await start();
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
    for (const url of [exporter.url('inbound', '/ws'), exporter.url('gateway', '/openai/v1/realtime')]) {
      const { status } = await ask(url, { headers });
      expect([403, 502]).toContain(status);
    }
    await expectToLive();
  });

  it.each([
    ['a control character in its reason', 'HTTP/1.1 403 For\x01bidden\r\nContent-Length: 0\r\n\r\n'],
    ['status 000', 'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n'],
  ])('has %s, and is a 502 at worst for an ordinary request, too', async (_, refusal) => {
    backend = await serveRaw((socket, head) => socket.write(/^GET \/(refused|v1)/.test(head) ? refusal : OK, 'latin1'));
    await start();
    for (const url of [exporter.url('inbound', '/refused'), exporter.url('gateway', '/openai/v1/models')]) {
      expect([403, 502]).toContain((await ask(url)).status);
    }
    await expectToLive();
  });
});

describe('flood_heads, header-flood: heads that never end', () => {
  it('hold a bounded amount of memory together, and others are served meanwhile', async () => {
    backend = await serve((request, response) => request.resume().once('end', () => response.end('ok')));
    await start();
    const sockets: Socket[] = [];
    const part = Array.from({ length: 245 }, (_, i) => `X-${i}: ${'a'.repeat(1000)}\r\n`).join('');
    let refused = 0;
    for (let i = 0; i < 900 && exporter.child.exitCode === null; i++) {
      const socket = net.connect(exporter.port('inbound'), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('data', (answer) => (refused += /^HTTP\/1\.1 431 /.test(String(answer)) ? 1 : 0));
      await once(socket, 'connect');
      socket.write(`GET / HTTP/1.1\r\nHost: h\r\n${part}`);
      sockets.push(socket);
    }
    await until(() => refused > 700 || exporter.child.exitCode !== null, 'most of them are refused');
    expect((await exporter.scrape()).value(SIDECAR.processMemory)).toBeLessThan(192 * 1024 * 1024);
    await expectToLive();
    sockets.forEach((socket) => socket.destroy());
  });

  it('do not count what is a body', async () => {
    backend = await serve((request, response) => {
      let size = 0;
      request.on('data', (chunk: Buffer) => (size += chunk.length)).once('end', () => response.end(String(size)));
    });
    await start();
    const parts = Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024, 'x'));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < 3; i++) {
      const { body } = await ask(exporter.url('inbound', '/upload'), { method: 'POST', agent, parts });
      expect(Number(body)).toBe(40 * 1024 * 1024);
    }
    agent.destroy();
  });
});

describe('json_deep: a document that is small and takes much memory', () => {
  const nested = (depth: number) => `{"model":"m","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const wide = (count: number) => `{"model":"m","x":[${'{},'.repeat(count)}1]}`;

  it.each([
    ['a request of half a MB, nested', nested(250_000), 'ok'],
    ['a request of 4 MB, nested', nested(2_000_000), 'ok'],
    ['a request of 4 MB, wide', wide(1_350_000), 'ok'],
    ['an answer, nested', '{"model":"m"}', nested(260_000)],
    ['an answer, wide', '{"model":"m"}', wide(170_000)],
  ])('is passed on unread: %s', async (_, question, answer) => {
    let asked = 0;
    backend = await serve((request, response) => {
      request
        .on('data', (chunk: Buffer) => (asked += chunk.length))
        .once('end', () => {
          response.setHeader('Content-Type', 'application/json');
          response.end(request.method === 'POST' ? answer : 'ok');
        });
    });
    await start();
    const headers = { 'Content-Type': 'application/json' };
    const url = exporter.url('gateway', '/openai/v1/chat/completions');
    const got = await ask(url, { method: 'POST', headers, parts: [question] });
    expect([got.status, got.body.length]).toEqual([200, answer.length]);
    expect(asked).toBe(question.length);
    await expectToLive();
  });
});
