import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { SIDECAR } from '../../src/vocabulary';
import { createServer, listen } from '../../src/exporter/http/listener';
import { ask, buildExporter, Exporter, serve, type TestServer } from './exporterProcess';
import { BLOCK, BLOCKS, MIB, readMeasured, writeGibibyte } from './support/gibibyte';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;
let handler: http.RequestListener;
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  bundle = buildExporter();
  handler = (request, response) => {
    request.resume();
    response.end();
  };
  const options = { maxHeaderSize: MIB };
  backend = await serve((request, response) => handler(request, response), 0, options);
  backend.server.maxHeadersCount = 0;
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROFILE: 'langflow',
    ELASTISCOPE_HEALTH_PATH: '/health',
  });
});

afterAll(async () => {
  agent.destroy();
  await exporter.stop();
  await backend.kill();
  bundle.remove();
});

const memory = async () => (await exporter.scrape()).value(SIDECAR.processMemory) ?? Infinity;

describe('heads', () => {
  it('of thousands of headers pass in order, both ways', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => [`X-Header-${i}`, `value ${i}`]).flat();
    let seen: readonly string[] = [];
    handler = (request, response) => {
      seen = request.rawHeaders;
      response.writeHead(200, many).end();
    };
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(
        exporter.url('inbound', '/many'),
        { agent: false, maxHeaderSize: MIB, headers: ['Host', 'app.example', ...many] },
        resolve
      );
      request.maxHeadersCount = 0;
      request.once('error', reject);
      request.end();
    });
    answer.resume();
    const from = seen.indexOf('X-Header-0');
    expect(seen.slice(from, from + many.length)).toEqual(many);
    const back = answer.rawHeaders.indexOf('X-Header-0');
    expect(answer.rawHeaders.slice(back, back + many.length)).toEqual(many);
  });

  it('beyond the bound are a 431 that reaches nobody', async () => {
    let reached = false;
    handler = (_, response) => {
      reached = true;
      response.end();
    };
    const socket = net.connect(exporter.port('inbound'), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Flood: ${'x'.repeat(300 * 1024)}\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 431 /);
    expect(reached).toBe(false);
    socket.destroy();
  });

  it('that never end hold up nobody, and are ended', async () => {
    const server = createServer(
      { request: (_, response) => void response.end('served') },
      { headMs: 300, checkMs: 50 }
    );
    const port = await listen(server, { host: '127.0.0.1', port: 0 }, 'TEST');
    const slow = Array.from({ length: 500 }, () => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      const drip = setInterval(() => socket.write('x'), 40);
      return new Promise<void>((resolve) => socket.once('close', () => resolve())).finally(() => clearInterval(drip));
    });
    expect((await ask(`http://127.0.0.1:${port}`)).body.toString()).toBe('served');
    await Promise.all(slow);
    expect((await ask(`http://127.0.0.1:${port}`)).body.toString()).toBe('served');
    server.close();
    server.closeAllConnections();
  });
});

it('20,000 paths and flows leave few series, and are all counted', async () => {
  handler = (request, response) => {
    request.resume();
    response.end();
  };
  const counted = async () => (await exporter.scrape()).value(SIDECAR.httpRequests) ?? 0;
  const before = await counted();
  const waiting = Array.from({ length: 20_000 }, (_, i) =>
    i % 2 === 0 ? `/api/v1/run/flow-${i}` : `/random/${i}?x=${i}`
  );
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        await ask(exporter.url('inbound', path), { method: 'POST', agent });
      }
    })
  );
  const scrape = await exporter.scrapeUntil(
    'all are counted',
    (each) => (each.value(SIDECAR.httpRequests) ?? 0) >= before + 20_000
  );
  expect(scrape.value(SIDECAR.httpRequests)).toBe(before + 20_000);
  const series = scrape.text.split('\n').filter((line) => line.startsWith(`${SIDECAR.httpRequests.name}{`));
  expect(series.length).toBeLessThan(110);
  expect(scrape.value(SIDECAR.httpRequests, { route: 'run/other' })).toBe(10_000 - 100);
  expect(scrape.value(SIDECAR.labelOverflow, { label: 'route' })).toBeGreaterThanOrEqual(10_000 - 100);
  expect(scrape.text.length).toBeLessThan(MIB);
});

describe('a GiB', () => {
  it('goes up at constant memory', async () => {
    let got = 0;
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => (got += chunk.length));
      request.once('end', () => response.end());
    };
    let most = 0;
    const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(exporter.url('inbound', '/up'), { method: 'POST', agent: false }, resolve);
      request.once('error', reject);
      void (async () => {
        for (let sent = 0; sent < BLOCKS; sent++) {
          if (!request.write(BLOCK)) {
            await once(request, 'drain');
          }
          if (sent % 128 === 0) {
            most = Math.max(most, await memory());
          }
        }
        request.end();
      })();
    });
    expect((await answer).statusCode).toBe(200);
    expect(got).toBe(1024 * MIB);
    expect(most).toBeLessThan(160 * MIB);
  });

  it('comes down at constant memory', async () => {
    handler = (_, response) => writeGibibyte(response);
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(exporter.url('inbound', '/down'), { agent: false }, resolve).once('error', reject);
    });
    const { bytes, most } = await readMeasured(answer, memory);
    expect(bytes).toBe(1024 * MIB);
    expect(most).toBeLessThan(160 * MIB);
  });
});
