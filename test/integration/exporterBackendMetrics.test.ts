import type http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync, gzipSync } from 'node:zlib';
import { SIDECAR } from '../../src/vocabulary';
import { type Answer, ask, buildExporter, Exporter, open, serve, type TestServer, until } from './exporterProcess';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
/** A name that the exporter has as well, and one that it has not. */
const OWN = '# TYPE http_requests_total counter\nhttp_requests_total{path="/ü"} 7\nlangflow_bg_workers_online 2\n';
const MEBIBYTE = 1024 * 1024;

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;
let handler: http.RequestListener;
/** Asked for metrics by an exporter of its own while the other tests run, because it takes so long to give up. */
let slow: { readonly exporter: Exporter; readonly answer: Promise<Answer> };

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve((request, response) => {
    if (request.url === '/metrics') {
      handler(request, response);
    } else if (request.url === '/slow') {
      response.writeHead(200, { 'Content-Type': TEXT });
      response.write('a 1\n');
    } else {
      response.end('app');
    }
  });
  const slowExporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_BACKEND_METRICS_URL: '/slow',
  });
  slow = { exporter: slowExporter, answer: ask(slowExporter.url('admin', '/metrics/backend')) };
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_BACKEND_METRICS_URL: '/metrics',
    ELASTISCOPE_BACKEND_METRICS_SAMPLES: '1000',
  });
});

afterAll(async () => {
  await slow.exporter.stop();
  await exporter.stop();
  await backend.kill();
  bundle.remove();
});

function scrapeBackend(headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  return ask(exporter.url('admin', '/metrics/backend'), { headers });
}

const answerWith = (body: string | Buffer, headers: http.OutgoingHttpHeaders = { 'Content-Type': TEXT }) => {
  handler = (_, response) => void response.writeHead(200, headers).end(body);
};
const dropped = async () => (await exporter.scrape()).value(SIDECAR.backendMetricsDropped) ?? 0;
const samples = (count: number) => Array.from({ length: count }, (_, i) => `series{i="${i}"} ${i}\n`).join('');

describe("the backend's own metrics", () => {
  it('are passed on as they are, apart from those of the exporter', async () => {
    answerWith(OWN);
    const answer = await scrapeBackend();
    expect([answer.status, answer.headers['content-type'], answer.body.toString()]).toEqual([200, TEXT, OWN]);
    expect((await exporter.scrape()).text).not.toContain('langflow_bg_workers_online');
  });

  it('are asked for as text, or as OpenMetrics by who wants that, and never compressed', async () => {
    const asked: http.IncomingHttpHeaders[] = [];
    handler = (request, response) => {
      asked.push(request.headers);
      const openMetrics = request.headers.accept?.includes('openmetrics') === true;
      response.writeHead(200, { 'Content-Type': openMetrics ? OPEN_METRICS : TEXT });
      response.end(openMetrics ? 'a 1\n# EOF\n' : 'a 1\n');
    };
    const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3';
    const wanted = await scrapeBackend({ Accept: accept, 'Accept-Encoding': 'gzip' });
    expect([wanted.headers['content-type'], wanted.body.toString()]).toEqual([OPEN_METRICS, 'a 1\n# EOF\n']);
    expect((await scrapeBackend()).headers['content-type']).toBe(TEXT);
    expect(asked.map((headers) => headers['accept-encoding'])).toEqual(['identity', 'identity']);
  });

  it('are unpacked when they come compressed all the same', async () => {
    answerWith(gzipSync(OWN), { 'Content-Type': TEXT, 'Content-Encoding': 'gzip' });
    const answer = await scrapeBackend();
    expect([answer.status, answer.body.toString()]).toEqual([200, OWN]);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('end after the samples that are allowed, and what is dropped is counted', async () => {
    const before = await dropped();
    answerWith(`# TYPE series gauge\n${samples(1500)}`);
    expect((await scrapeBackend()).body.toString()).toBe(`# TYPE series gauge\n${samples(1000)}`);
    expect((await dropped()) - before).toBe(500);
    answerWith(`${samples(1002)}# EOF\n`, { 'Content-Type': OPEN_METRICS });
    expect((await scrapeBackend()).body.toString()).toBe(`${samples(1000)}# EOF\n`);
    expect((await dropped()) - before).toBe(502);
  });

  it.each([
    ['plainly', (bytes: Buffer) => bytes, {}],
    ['as a small file that unpacks to much', gzipSync, { 'Content-Encoding': 'gzip' }],
  ])('end with a whole line after 8 MiB that come %s', async (_, pack, headers) => {
    const line = `# ${'x'.repeat(997)}\n`;
    answerWith(pack(Buffer.from(line.repeat(40 * 1024))), { 'Content-Type': TEXT, ...headers });
    const { body } = await scrapeBackend();
    expect(body.length).toBe(Math.floor((8 * MEBIBYTE) / 1000) * 1000);
    expect(body.subarray(-1000).toString()).toBe(line);
  });

  it('that never end cost no more than the limit', async () => {
    let stopped = false;
    handler = (_, response) => {
      response.writeHead(200, { 'Content-Type': TEXT });
      response.once('close', () => (stopped = true));
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a 1\n'))) {
          // Until the exporter takes no more.
        }
        response.once('drain', write);
      };
      write();
    };
    const { body } = await scrapeBackend();
    expect(body.toString()).toBe('a 1\n'.repeat(1000));
    await until(() => stopped, 'the exporter hangs up');
    expect((await exporter.scrape()).value(SIDECAR.processMemory)).toBeLessThan(192 * MEBIBYTE);
  });

  it.each<[string, http.RequestListener, RegExp]>([
    ['an error', (_, response) => void response.writeHead(500).end('no'), /answered 500; check ELASTISCOPE_BACKEND/],
    [
      'a page of the application',
      (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
      /"text\/html" is neither Prometheus text nor OpenMetrics/,
    ],
    ['no type', (_, response) => void response.writeHead(200).end('a 1\n'), /"" is neither/],
    [
      'another compression',
      (_, response) =>
        void response.writeHead(200, { 'Content-Type': TEXT, 'Content-Encoding': 'deflate' }).end(deflateSync(OWN)),
      /compressed with deflate/,
    ],
    [
      'what only says that it is compressed',
      (_, response) => void response.writeHead(200, { 'Content-Type': TEXT, 'Content-Encoding': 'gzip' }).end(OWN),
      /incorrect header check/,
    ],
    [
      'half of it',
      (request, response) => {
        response.writeHead(200, { 'Content-Type': TEXT, 'Content-Length': '1000' });
        response.write('a 1\nb 2\n', () => request.socket.destroy());
      },
      /aborted|ECONNRESET/,
    ],
    ['a closed connection', (request) => void request.socket.destroy(), /ECONNRESET/],
  ])('are a failed scrape when the backend answers with %s', async (_, answer, reason) => {
    handler = answer;
    const got = await scrapeBackend();
    expect(got.status).toBe(502);
    expect(JSON.parse(got.body.toString()).error).toMatch(reason);
  });

  it('are a failed scrape when they take too long', async () => {
    const { status, body } = await slow.answer;
    expect([status, body.toString()]).toEqual([502, expect.stringContaining('not complete within 5 s')]);
  });

  it('cost the backend one answer when many ask at once', async () => {
    let asked = 0;
    let answer = () => {};
    handler = (_, response) => {
      asked++;
      answer = () => void response.writeHead(200, { 'Content-Type': TEXT }).end(OWN);
    };
    const scrapes = Array.from({ length: 50 }, () => scrapeBackend());
    await until(() => asked > 0, 'the backend is asked');
    await sleep(200);
    answer();
    expect(new Set((await Promise.all(scrapes)).map(({ body }) => body.toString()))).toEqual(new Set([OWN]));
    expect(asked).toBe(1);
  });

  it('are not there when nobody said where', async () => {
    const plain = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: backend.url });
    const answer = await ask(plain.url('admin', '/metrics/backend'));
    await plain.stop();
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toContain('ELASTISCOPE_BACKEND_METRICS_URL');
  });
});

it('scrapers that vanish in the middle leave nothing behind', async () => {
  answerWith(samples(1000));
  await Promise.all(
    ['/metrics', '/metrics/backend'].flatMap((path) =>
      Array.from({ length: 50 }, async (_, i) => {
        if (i % 2 === 0) {
          (await open(exporter.url('admin', path))).destroy();
          return;
        }
        const socket = net.connect(exporter.port('admin'), '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise<void>((sent) => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, () => sent()));
        socket.resetAndDestroy();
      })
    )
  );
  expect((await scrapeBackend()).body.toString()).toBe(samples(1000));
  expect((await exporter.scrape()).value(SIDECAR.captureErrors)).toBe(0);
  expect(exporter.child.exitCode).toBeNull();
});
