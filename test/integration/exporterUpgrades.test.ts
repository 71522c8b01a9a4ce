import { createHash } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, freePort, raw, readAll, serve, type TestServer, until } from './exporterProcess';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;
let onUpgrade: (request: http.IncomingMessage, socket: net.Socket, head: Buffer) => void;
/** Targets of the ordinary requests that reached the backend. */
let reached: string[] = [];

const ordinary: http.RequestListener = (request, response) => {
  void readAll(request).then((body) => {
    if (request.url !== '/health') {
      reached.push(`${request.method ?? ''} ${request.url ?? ''} ${body.toString()}`.trim());
    }
    response.end(`upgrade: ${request.headers.upgrade ?? 'none'}`);
  });
};

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve(ordinary);
  backend.server.on('upgrade', (request: http.IncomingMessage, socket: net.Socket, head: Buffer) =>
    onUpgrade(request, socket, head)
  );
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_HEALTH_PATH: '/health',
    ELASTISCOPE_PROVIDERS: `own=${backend.url}/base`,
  });
});

beforeEach(() => {
  reached = [];
  onUpgrade = echo;
});

afterAll(async () => {
  await exporter.stop();
  await backend.kill();
  bundle.remove();
});

const offer = (path = '/ws', more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n${more}\r\n`;

const SWITCH = 'HTTP/1.1 101 Of Course\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-a: 1\r\nx-A: \xe9\r\n\r\n';

function echo(_: http.IncomingMessage, socket: net.Socket, head: Buffer): void {
  socket.write(SWITCH, 'latin1');
  socket.write(head);
  socket.pipe(socket);
}

/** A client that speaks bytes. */
class Client {
  readonly socket: net.Socket;
  text = '';
  ended = false;
  closed = false;
  reset = false;

  constructor(port: number, first: string) {
    this.socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.write(first, 'latin1');
    this.socket.on('data', (chunk: Buffer) => (this.text += chunk.toString('latin1')));
    this.socket.once('end', () => (this.ended = true));
    this.socket.once('close', () => (this.closed = true));
    this.socket.on('error', () => (this.reset = true));
  }

  has(text: string): Promise<void> {
    return until(() => this.text.endsWith(text), `the client gets ${JSON.stringify(text)}`);
  }
}

const isOver = (socket: net.Socket) => socket.destroyed;

describe('a WebSocket', () => {
  it('gets the head of the answer as it was written, and what was sent with it', async () => {
    onUpgrade = (request, socket, head) => {
      socket.write(`${SWITCH}first`, 'latin1');
      socket.write(`${head.toString()} from ${request.headers['x-forwarded-for'] ?? ''}`);
      socket.resume().once('end', () => socket.end());
    };
    const client = new Client(exporter.port('inbound'), `${offer()}early`);
    await until(() => client.text.includes('from 127.0.0.1'), 'the client is known to the backend');
    expect(client.text.startsWith(`${SWITCH}first`)).toBe(true);
    client.socket.destroy();
  });

  it('carries any bytes both ways, and as many as there are', async () => {
    const block = Buffer.from(Array.from({ length: 65_536 }, (_, i) => (i * 31) % 256));
    const sent = createHash('sha256');
    const got = createHash('sha256');
    const client = net.connect(exporter.port('inbound'), '127.0.0.1');
    client.write(offer());
    let head = '';
    let size = 0;
    client.on('data', (chunk: Buffer) => {
      if (head.length < SWITCH.length) {
        const rest = SWITCH.length - head.length;
        head += chunk.toString('latin1', 0, rest);
        chunk = chunk.subarray(rest);
      }
      got.update(chunk);
      size += chunk.length;
    });
    for (let i = 0; i < 200; i++) {
      sent.update(block);
      if (!client.write(block)) {
        await new Promise((resolve) => client.once('drain', resolve));
      }
    }
    await until(() => size === 200 * block.length, 'all of it comes back');
    expect(got.digest('hex')).toBe(sent.digest('hex'));
    client.destroy();
  });

  it('is in flight as long as it lives, and counted when it is over', async () => {
    const idle = await exporter.scrapeUntil(
      'all is over',
      (scrape) => scrape.value(SIDECAR.httpRequestsInFlight) === 0
    );
    const before = idle.value(SIDECAR.httpRequests, { status_code: '101' }) ?? 0;
    const client = new Client(exporter.port('inbound'), `${offer()}hello`);
    await client.has('hello');
    await exporter.scrapeUntil('it is in flight', (scrape) => scrape.value(SIDECAR.httpRequestsInFlight) === 1);
    client.socket.end();
    await until(() => client.closed, 'the echo of the end');
    await exporter.scrapeUntil(
      'it is counted',
      (scrape) =>
        scrape.value(SIDECAR.httpRequests, { status_code: '101' }) === before + 1 &&
        scrape.value(SIDECAR.httpRequestsInFlight) === 0
    );
  });

  it('may be ended on one side and still be answered', async () => {
    onUpgrade = (_, socket) => {
      socket.write(SWITCH, 'latin1');
      socket.resume().once('end', () => socket.end('all after the end'));
    };
    const client = new Client(exporter.port('inbound'), offer());
    await until(() => client.text.length >= SWITCH.length, 'it is open');
    client.socket.end('question');
    await client.has('all after the end');
  });

  it('may be ended by the backend while the client still speaks', async () => {
    let heard = '';
    onUpgrade = (_, socket) => {
      socket.end(`${SWITCH}bye`, 'latin1');
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    };
    const client = new Client(exporter.port('inbound'), offer());
    await until(() => client.ended, 'the client sees the end');
    client.socket.end('last words');
    await until(() => heard === 'last words', 'the backend hears the last words');
  });

  it('that the client breaks off is broken off for the backend', async () => {
    let peer: net.Socket | undefined;
    onUpgrade = (request, socket, head) => {
      peer = socket;
      socket.on('error', () => undefined);
      echo(request, socket, head);
    };
    const client = new Client(exporter.port('inbound'), `${offer()}x`);
    await client.has('x');
    client.socket.resetAndDestroy();
    await until(() => peer !== undefined && isOver(peer), 'the backend sees it');
  });

  it('that the backend breaks off is broken off for the client, and counted', async () => {
    const before = (await exporter.scrape()).value(SIDECAR.httpRequestsAborted, { reason: 'backend' }) ?? 0;
    onUpgrade = (_, socket) => {
      socket.on('error', () => undefined);
      socket.write(SWITCH, 'latin1');
      socket.once('data', () => socket.resetAndDestroy());
    };
    const client = new Client(exporter.port('inbound'), offer());
    await until(() => client.text.length >= SWITCH.length, 'it is open');
    client.socket.write('x');
    await until(() => client.closed, 'the client sees it');
    expect(client.reset).toBe(true);
    await exporter.scrapeUntil(
      'it is counted',
      (scrape) => scrape.value(SIDECAR.httpRequestsAborted, { reason: 'backend' }) === before + 1
    );
  });
});

describe('an offer', () => {
  it('that is refused leaves no tunnel: what follows reaches nobody', async () => {
    onUpgrade = (_, socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 426 Not Now\r\nSet-Cookie: a\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nno');
      socket.on('data', (chunk: Buffer) => reached.push(chunk.toString()));
    };
    const count = async () => (await exporter.scrape()).value(SIDECAR.httpRequests, { status_code: '426' }) ?? 0;
    const before = await count();
    const answer = await raw(exporter.port('inbound'), `${offer('/refused')}GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toBe('HTTP/1.1 426 Not Now\r\nSet-Cookie: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
    expect(reached).toEqual([]);
    expect(await count()).toBe(before + 1);
  });

  it.each([
    ['of HTTP/2', 'h2c', '', 'GET'],
    ['of HTTP/2 among others', 'websocket, h2c', '', 'GET'],
    ['of TLS', 'TLS/1.2', '', 'GET'],
    ['with a body', 'websocket', 'body', 'GET'],
    ['with POST', 'websocket', 'body', 'POST'],
  ])('%s is ignored, and every request on the connection is an ordinary one', async (_, protocol, body, method) => {
    const answer = await raw(
      exporter.port('inbound'),
      `${method} /first HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\n` +
        `HTTP2-Settings: AAM\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
        'GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    );
    expect(answer.match(/upgrade: none/g)).toHaveLength(2);
    // Node's server does not wait for the first answer before it reads the second request.
    expect([...reached].sort()).toEqual([`${method} /first ${body}`.trim(), 'GET /second'].sort());
  });

  it('behind a request that is still being answered is not served', async () => {
    onUpgrade = (_, socket) => {
      reached.push('tunnel');
      socket.destroy();
    };
    await raw(exporter.port('inbound'), `GET /first HTTP/1.1\r\nHost: x\r\n\r\n${offer()}`).catch(() => undefined);
    expect(reached).not.toContain('tunnel');
  });

  it('whose client leaves before the answer is withdrawn', async () => {
    let state = 'none';
    onUpgrade = (_, socket) => {
      state = 'offered';
      socket.on('error', () => undefined).resume();
      socket.once('end', () => (state = 'withdrawn'));
    };
    const client = new Client(exporter.port('inbound'), offer());
    await until(() => state === 'offered', 'the backend has the offer');
    client.socket.destroy();
    await until(() => state === 'withdrawn', 'the backend sees the client leave');
  });

  it('to a provider goes through the gateway as well', async () => {
    onUpgrade = (request, socket) => socket.end(`${SWITCH}${request.url ?? ''}`, 'latin1');
    const client = new Client(exporter.port('gateway'), offer('/own/v1/realtime'));
    await client.has('/base/v1/realtime');
    client.socket.destroy();
    expect(await raw(exporter.port('gateway'), offer('/unknown/v1'))).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('an offer to a backend that is not there', () => {
  it.each([
    ['is refused', '0', /^HTTP\/1\.1 503 .*\r\n(?:.*\r\n)*Retry-After: 5\r\n/],
    ['waits', '10', /^HTTP\/1\.1 101 Of Course\r\n/],
  ])('%s while it starts', async (_, hold, expected) => {
    const port = await freePort();
    const early = await Exporter.start(bundle.path, {
      ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${port}`,
      ELASTISCOPE_COLD_START_HOLD_SECONDS: hold,
    });
    try {
      const client = new Client(early.port('inbound'), offer());
      if (hold !== '0') {
        await early.scrapeUntil('it is held', (scrape) => scrape.value(SIDECAR.httpRequestsInFlight) === 1);
        const late = await serve(ordinary, port);
        late.server.on('upgrade', echo);
        await until(() => client.text !== '', 'the answer comes');
        client.socket.destroy();
        await late.kill();
      }
      await until(() => client.text !== '', 'the answer comes');
      expect(client.text).toMatch(expected);
      const scrape = await early.scrape();
      expect(scrape.value(SIDECAR.httpRequestsDelayedByColdStart)).toBe(1);
      client.socket.destroy();
    } finally {
      await early.stop();
    }
  });

  it('gets 502 when it was there before', async () => {
    const late = await serve(ordinary);
    const other = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: late.url });
    try {
      await late.kill();
      const answer = await raw(other.port('inbound'), offer());
      expect(answer).toMatch(/^HTTP\/1\.1 502 /);
      expect(answer).toContain('backend_unreachable');
    } finally {
      await other.stop();
    }
  });
});

describe('a WebSocket at the end of the grace period', () => {
  it('is cut and counted', async () => {
    const late = await serve(ordinary);
    late.server.on('upgrade', echo);
    const other = await Exporter.start(bundle.path, {
      ELASTISCOPE_BACKEND_URL: late.url,
      ELASTISCOPE_GRACE_PERIOD_SECONDS: '1',
    });
    try {
      const open = new Client(other.port('inbound'), `${offer()}x`);
      await open.has('x');
      const drained = await ask(other.url('admin', '/wait-for-drain'));
      expect(JSON.parse(drained.body.toString())).toMatchObject({ drained: false, left: 1 });
      other.child.kill('SIGTERM');
      await until(() => open.ended || open.closed, 'the shutdown cuts it');
      expect(await other.exited).toBe(0);
    } finally {
      await other.stop();
      await late.kill();
    }
  });
});
