import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import {
  ask,
  buildExporter,
  Exporter,
  freePort,
  open,
  randomNumbers,
  raw,
  readAll,
  serve,
  type TestServer,
  until,
} from './exporterProcess';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;
let handler: http.RequestListener;

const health: http.RequestListener = (request, response) => {
  request.resume();
  response.end('ok');
};

beforeAll(async () => {
  bundle = buildExporter();
  handler = health;
  backend = await serve((request, response) => (request.url === '/' ? health : handler)(request, response));
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_PROFILE: 'langflow',
    ELASTISCOPE_HEALTH_PATH: '/',
  });
});

afterAll(async () => {
  await exporter.stop();
  await backend.kill();
  bundle.remove();
});

describe('bytes', () => {
  it('are the same on both sides, however they are cut', async () => {
    const random = randomNumbers(7);
    const noise = Buffer.from(Array.from({ length: 400_000 }, () => Math.floor(random() * 256)));
    const bytesOf = (size: number) => {
      const from = Math.floor(random() * 200_000);
      return noise.subarray(from, from + size);
    };
    const cut = (bytes: Buffer) => {
      const parts: Buffer[] = [];
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + Math.floor(random() ** 3 * 20_000);
        parts.push(bytes.subarray(at, at + size));
        at += size;
      }
      return parts;
    };
    let seen: { body: Buffer; headers: string[] } = { body: Buffer.alloc(0), headers: [] };
    let answerParts: readonly Buffer[] = [];
    let answerHeaders: string[] = [];
    handler = async (request, response) => {
      seen = { body: await readAll(request), headers: request.rawHeaders };
      response.sendDate = false;
      response.writeHead(200, 'Fine by me', answerHeaders);
      for (const part of answerParts) {
        response.write(part);
        await new Promise((done) => setImmediate(done));
      }
      response.end();
    };
    const text = Buffer.from('data: {"text":"Grüße, 🙂 и 你好"}\n\n'.repeat(50));
    for (let round = 0; round < 300; round++) {
      const sent = round % 3 === 0 ? text : bytesOf(Math.floor(random() ** 4 * 200_000));
      const answer = round % 5 === 0 ? text : bytesOf(Math.floor(random() ** 4 * 200_000));
      answerParts = cut(answer);
      const framing = random() < 0.5 ? ['Content-Length', String(answer.length)] : [];
      answerHeaders = ['Set-Cookie', 'a=1', 'X-mixed-CASE', 'é', 'Set-Cookie', 'b=2', ...framing];
      const length = random() < 0.5 ? { 'Content-Length': sent.length } : {};
      const got = await ask(exporter.url('inbound', `/any?round=${round}`), {
        method: 'POST',
        headers: { 'X-Round': String(round), ...length },
        parts: cut(sent),
      });
      expect(seen.body.equals(sent)).toBe(true);
      expect(got.body.equals(answer)).toBe(true);
      expect([got.status, got.message]).toEqual([200, 'Fine by me']);
      expect(got.rawHeaders.slice(0, answerHeaders.length)).toEqual(answerHeaders);
    }
    expect((await exporter.scrape()).value(SIDECAR.captureErrors)).toBe(0);
  });

  it('include trailers', async () => {
    handler = (request, response) => {
      request.resume();
      response.writeHead(200, { Trailer: 'X-Sum' });
      response.write('body');
      response.addTrailers({ 'X-Sum': '42' });
      response.end();
    };
    expect((await ask(exporter.url('inbound', '/trailers'))).rawTrailers).toEqual(['X-Sum', '42']);
  });

  it.each([
    ['HEAD', 200, { 'Content-Length': '1000' }],
    ['GET', 204, {}],
    ['GET', 304, { ETag: '"x"' }],
  ])('answers without a body: %s %i', async (method, status, headers) => {
    handler = (_, response) => void response.writeHead(status, headers).end();
    const got = await ask(exporter.url('inbound', '/no-body'), { method });
    expect([got.status, got.body.length]).toEqual([status, 0]);
    expect(got.headers).toMatchObject(
      Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]))
    );
  });

  it('tell the backend who asked, and nothing about the connection', async () => {
    let seen: http.IncomingHttpHeaders = {};
    handler = (request, response) => {
      seen = request.headers;
      response.end();
    };
    await ask(exporter.url('inbound', '/headers'), {
      headers: {
        Host: 'app.example',
        'X-Forwarded-For': '1.2.3.4',
        Connection: 'close, X-Hop',
        'X-Hop': '1',
        TE: 'trailers',
      },
    });
    expect(seen).toMatchObject({
      host: 'app.example',
      'x-forwarded-for': '1.2.3.4, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'app.example',
    });
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['x-hop']));
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['te']));
  });

  it('wait for a 100 from the backend, not from the proxy', async () => {
    const events: string[] = [];
    backend.server.once('checkContinue', (request: http.IncomingMessage, response: http.ServerResponse) => {
      events.push('asked');
      setTimeout(() => {
        response.writeContinue();
        void readAll(request).then((body) => response.end(`${events.join()} ${body.toString()}`));
      }, 50);
    });
    const answer = await new Promise<string>((resolve, reject) => {
      const request = http.request(exporter.url('inbound', '/expect'), {
        method: 'POST',
        headers: { Expect: '100-continue', 'Content-Length': '4' },
      });
      request.once('continue', () => {
        events.push('continued');
        request.end('body');
      });
      request.once('response', (response) => void readAll(response).then((body) => resolve(body.toString())));
      request.once('error', reject);
      request.flushHeaders();
    });
    expect(answer).toBe('asked,continued body');
  });
});

describe('streams', () => {
  it('arrive event by event while the backend still writes', async () => {
    let finish = () => {};
    handler = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: first\n\n');
      finish = () => response.end('data: last\n\n');
    };
    const answer = await open(exporter.url('inbound', '/stream'));
    const first = await new Promise<Buffer>((resolve) => answer.once('data', resolve));
    expect(first.toString()).toBe('data: first\n\n');
    expect((await exporter.scrape()).value(SIDECAR.httpRequestsInFlight)).toBe(1);
    finish();
    expect((await readAll(answer)).toString()).toBe('data: last\n\n');
  });

  it('have their head at once, before there is an event', async () => {
    let finish = () => {};
    handler = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
      finish = () => response.end();
    };
    expect((await open(exporter.url('inbound', '/stream'))).statusCode).toBe(200);
    finish();
  });

  it('are not cut by a silence longer than connections may idle', async () => {
    handler = (_, response) => {
      response.write('before ');
      setTimeout(() => response.end('after'), 5000);
    };
    expect((await ask(exporter.url('inbound', '/silence'))).body.toString()).toBe('before after');
  });

  it('go as slowly as their reader', async () => {
    let written = 0;
    const block = Buffer.alloc(1024 * 1024);
    const total = 200 * block.length;
    handler = (_, response) => {
      const write = () => {
        while (written < total && !response.destroyed) {
          written += block.length;
          if (!response.write(block)) {
            response.once('drain', write);
            return;
          }
        }
        response.end();
      };
      write();
    };
    const answer = await open(exporter.url('inbound', '/large'));
    answer.pause();
    let before = -1;
    await until(() => {
      const still = before === written && written > 0;
      before = written;
      return still;
    }, 'the backend stops to write');
    await sleep(200);
    expect(written).toBeLessThan(total / 4);
    const memory = (await exporter.scrape()).value(SIDECAR.processMemory) ?? Infinity;
    expect(memory).toBeLessThan(150 * 1024 * 1024);
    let got = 0;
    answer.on('data', (chunk: Buffer) => (got += chunk.length));
    answer.resume();
    await new Promise((resolve) => answer.once('end', resolve));
    expect(got).toBe(total);
  });
});

describe('broken connections', () => {
  it('a client that leaves is gone for the backend too', async () => {
    let gone = false;
    handler = (_, response) => {
      response.write('begin');
      response.once('close', () => (gone = true));
    };
    const before = (await exporter.scrape()).value(SIDECAR.httpRequestsAborted, { reason: 'client' }) ?? 0;
    const answer = await open(exporter.url('inbound', '/leave'));
    answer.destroy();
    await until(() => gone, 'the backend sees the client leave');
    await exporter.scrapeUntil(
      'the abort is counted',
      (scrape) => scrape.value(SIDECAR.httpRequestsAborted, { reason: 'client' }) === before + 1
    );
  });

  it('an answer that breaks off is broken for the client too', async () => {
    handler = (request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('only this', () => request.socket.destroy());
    };
    await expect(ask(exporter.url('inbound', '/break'))).rejects.toThrow();
    await exporter.scrapeUntil(
      'it is counted',
      (scrape) => scrape.value(SIDECAR.httpRequestsAborted, { reason: 'backend' }) === 1
    );
  });

  it('a connection that the backend drops before it answers is a 502', async () => {
    handler = (request) => void request.socket.destroy();
    const got = await ask(exporter.url('inbound', '/drop'), { method: 'POST', parts: ['x'] });
    expect([got.status, JSON.parse(got.body.toString()).error.type]).toEqual([502, 'backend_unreachable']);
  });

  it.each([
    ['GET', 200, 2],
    ['POST', 502, 1],
  ])('a %s on a stale connection ends with %i', async (method, status, tries) => {
    handler = health;
    await ask(exporter.url('inbound', '/warm'));
    await sleep(50);
    let seen = 0;
    handler = (request, response) => {
      seen++;
      if (seen === 1) {
        request.socket.destroy();
      } else {
        response.end('again');
      }
    };
    const got = await ask(exporter.url('inbound', '/stale'), { method });
    expect([got.status, seen]).toEqual([status, tries]);
  });

  it('an early answer to a long upload is passed on', async () => {
    handler = (request, response) => {
      response.writeHead(413).end('too large');
      request.resume();
    };
    const got = await ask(exporter.url('inbound', '/early'), {
      method: 'POST',
      parts: Array(20).fill('x'.repeat(1000)),
    });
    expect([got.status, got.body.toString()]).toEqual([413, 'too large']);
  });
});

describe('upgrades', () => {
  it('speak with the backend byte for byte', async () => {
    backend.server.once('upgrade', (request: http.IncomingMessage, socket: net.Socket, head: Buffer) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-For: ${request.headers['x-forwarded-for'] ?? ''}\r\n\r\n`
      );
      socket.write(head);
      socket.pipe(socket);
    });
    const answer = await new Promise<{ head: string; echo: Buffer }>((resolve, reject) => {
      const request = http.get(exporter.url('inbound', '/ws'), {
        headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'x' },
      });
      request.once('error', reject);
      request.once('upgrade', (response, socket) => {
        const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256));
        const parts: Buffer[] = [];
        socket.on('data', (chunk: Buffer) => {
          parts.push(chunk);
          if (Buffer.concat(parts).length === bytes.length) {
            socket.end();
            resolve({ head: String(response.headers['x-for']), echo: Buffer.concat(parts) });
          }
        });
        socket.write(bytes);
      });
    });
    expect(answer.head).toBe('127.0.0.1');
    expect(answer.echo[99_999]).toBe((99_999 * 7) % 256);
    await exporter.scrapeUntil(
      'the connection is counted when it is over',
      (scrape) => scrape.value(SIDECAR.httpRequests, { status_code: '101' }) === 1
    );
  });

  it('of clients that offer HTTP/2 with every request do not get in the way', async () => {
    handler = async (request, response) => {
      const body = await readAll(request);
      response.end(`${request.headers.upgrade ?? 'none'} ${body.toString()}`);
    };
    const answer = await raw(
      exporter.port('inbound'),
      'POST /h2c HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAM\r\nContent-Length: 4\r\n\r\nbody'
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('none body');
  });
});

describe('counting', () => {
  it('knows requests by method, route and status', async () => {
    handler = (request, response) => {
      request.resume();
      response.statusCode = request.url?.includes('bad') === true ? 422 : 200;
      response.end();
    };
    const count = async (flow: string, status: string) =>
      (await exporter.scrape()).value(SIDECAR.httpRequests, {
        method: 'POST',
        route: `run/${flow}`,
        status_code: status,
      });
    for (const target of ['good', 'good?bad=input', 'good', 'bad']) {
      await ask(exporter.url('inbound', `/api/v1/run/${target}`), { method: 'POST', parts: ['{}'] });
    }
    expect([await count('good', '200'), await count('good', '422')]).toEqual([2, 1]);
    // One that was only ever refused may not exist.
    expect([await count('bad', '422'), await count('other', '422')]).toEqual([undefined, 1]);
  });

  it('finds errors in answers that say 200', async () => {
    handler = (request, response) => {
      request.resume();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('{"event": "token", "data": {}}\n\n{"eve');
      response.end('nt": "error", "data": {"error": "no key"}}\n\n');
    };
    await ask(exporter.url('inbound', '/api/v1/run/flow?stream=true'), { method: 'POST' });
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.httpSemanticErrors, { route: 'run/flow', reason: 'error_event' })).toBe(1);
  });
});

describe('a backend that is not there', () => {
  it('is said to be starting until it was there, and the exporter lives on', async () => {
    const port = await freePort();
    const lonely = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${port}` });
    try {
      const refused = await ask(lonely.url('inbound'));
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
      const late = await serve(health, port);
      await lonely.scrapeUntil('it is ready', (scrape) => scrape.value(SIDECAR.backendState, { state: 'ready' }) === 1);
      expect((await ask(lonely.url('inbound'))).status).toBe(200);
      await late.kill();
      const unreachable = await ask(lonely.url('inbound'));
      expect([unreachable.status, JSON.parse(unreachable.body.toString()).error.type]).toEqual([
        502,
        'backend_unreachable',
      ]);
      expect((await ask(lonely.url('admin', '/livez'))).status).toBe(200);
    } finally {
      await lonely.stop();
    }
  });
});
