import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, raw, readAll, serve, serveRaw, type TestServer } from './exporterProcess';

let bundle: ReturnType<typeof buildExporter>;

beforeAll(() => {
  bundle = buildExporter();
});

afterAll(() => bundle.remove());

describe('requests that could be read in two ways', () => {
  let backend: TestServer;
  let exporter: Exporter;
  /** Targets of the requests that the backend got whole. */
  let reached: string[] = [];

  beforeAll(async () => {
    backend = await serve((request, response) => {
      void readAll(request).then(
        (body) => {
          if (request.url !== '/health') {
            reached.push(`${request.url ?? ''} ${body.toString()}`.trim());
          }
          response.end('seen');
        },
        () => undefined
      );
    });
    exporter = await Exporter.start(bundle.path, {
      ELASTISCOPE_BACKEND_URL: backend.url,
      ELASTISCOPE_HEALTH_PATH: '/health',
    });
  });

  afterAll(async () => {
    await exporter.stop();
    await backend.kill();
  });

  const post = (rest: string) => `POST /first HTTP/1.1\r\nHost: x\r\n${rest}`;
  const get = (target: string, rest = 'Host: x\r\n\r\n') => `GET ${target} HTTP/1.1\r\n${rest}`;
  const chunked = (body: string) => post(`Transfer-Encoding: chunked\r\n\r\n${body}`);
  const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

  it.each([
    ['two lengths', post('Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody')],
    ['two lengths that agree', post('Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody')],
    ['a list of lengths', post('Content-Length: 4, 4\r\n\r\nbody')],
    ['a length and chunks', post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')],
    ['chunks and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n')],
    ['a length with a sign', post('Content-Length: +4\r\n\r\nbody')],
    ['a length below zero', post('Content-Length: -4\r\n\r\nbody')],
    ['a length in hexadecimal', post('Content-Length: 0x4\r\n\r\nbody')],
    ['a length with a space in it', post('Content-Length: 1 1\r\n\r\nbody')],
    ['a length with zeros before it', post('Content-Length: 010\r\n\r\nbody')],
    ['an empty length', post('Content-Length: \r\n\r\n')],
    ['a length beyond 64 bits', post('Content-Length: 99999999999999999999999\r\n\r\nbody')],
    ['a length that wraps around', post('Content-Length: 18446744073709551620\r\n\r\nbody')],
    ['a length beyond exact numbers', post('Content-Length: 9007199254740993\r\n\r\nbody')],
    ['a length under another name', post('Content_Length: 4\r\n\r\n')],
    ['a space before the colon', post('Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n')],
    ['an unknown coding', post('Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n')],
    ['a coding after chunked', post('Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n')],
    ['a coding before chunked', post('Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n')],
    ['a body that is compressed for the connection', post('Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n')],
    ['no coding', post('Transfer-Encoding:\r\n\r\n')],
    ['an empty coding before chunked', post('Transfer-Encoding: , chunked\r\n\r\n0\r\n\r\n')],
    ['identity', post('Transfer-Encoding: identity\r\n\r\n')],
    ['a vertical tab before the coding', post('Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n')],
    ['a vertical tab after the coding', post('Transfer-Encoding: chunked\x0b\r\n\r\n0\r\n\r\n')],
    ['a quoted coding', post('Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n')],
    ['a coding with a parameter', post('Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n')],
    ['chunked twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')],
    ['chunked and something else', post('Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')],
    ['a coding under another name', post('Transfer_Encoding: chunked\r\n\r\n')],
    ['chunks in HTTP/1.0', 'POST /first HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['lines that end with LF', 'POST /first HTTP/1.1\nHost: x\nContent-Length: 4\n\nbody'],
    ['one line that ends with LF', post('A: b\nContent-Length: 4\r\n\r\nbody')],
    ['a CR in a value', post('A: b\rContent-Length: 4\r\n\r\n')],
    ['a folded line', post('A: b\r\n c\r\nContent-Length: 4\r\n\r\nbody')],
    ['a folded coding', post('Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n')],
    ['a folded first line', 'POST /first HTTP/1.1\r\n Host: x\r\nContent-Length: 4\r\n\r\nbody'],
    ['NUL in a value', post('A: b\x00c\r\nContent-Length: 0\r\n\r\n')],
    ['NUL in a name', post('A\x00: b\r\nContent-Length: 0\r\n\r\n')],
    ['a control character in a value', post('A: b\x01c\r\nContent-Length: 0\r\n\r\n')],
    ['a delete character in a value', post('A: b\x7fc\r\nContent-Length: 0\r\n\r\n')],
    ['a parenthesis in a name', post('A(b): c\r\nContent-Length: 0\r\n\r\n')],
    ['a header without a name', post(': b\r\nContent-Length: 0\r\n\r\n')],
    ['a header without a colon', post('Abc\r\nContent-Length: 0\r\n\r\n')],
    ['two hosts', get('/first', 'Host: x\r\nHost: y\r\n\r\n')],
    ['no host', get('/first', '\r\n')],
    ['a host with a space', get('/first', 'Host: x y\r\n\r\n')],
    ['a host with a path', get('/first', 'Host: x/y\r\n\r\n')],
    ['a list of hosts', get('/first', 'Host: x, y\r\n\r\n')],
    ['a target on another host', get('http://elsewhere/first')],
    ['a target with a user', get('http://user@x/first')],
    ['a target of another scheme', get('ftp://x/first')],
    ['a target that is no path', get('first')],
    ['a star that is not for OPTIONS', get('*')],
    ['a fragment', get('/first#part')],
    ['a space in the target', get('/fir st')],
    ['a tab in the target', get('/fir\tst')],
    ['NUL in the target', get('/fir\x00st')],
    ['a byte beyond ASCII in the target', get('/fir\xe9st')],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/2 in words', 'GET /first HTTP/2.0\r\nHost: x\r\n\r\n'],
    ['HTTP/0.9', 'GET /first\r\n\r\n'],
    ['HTTP/1.2', 'GET /first HTTP/1.2\r\nHost: x\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a space before the method', ' GET /first HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an unknown method', 'FOO /first HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n'],
    ['an extension of a chunk without end', chunked(`4;${'x'.repeat(20_000)}\r\nbody\r\n0\r\n\r\n`)],
    ['LF in an extension', chunked('4;a\nb\r\nbody\r\n0\r\n\r\n')],
    ['LF after the size of a chunk', chunked('4\nbody\r\n0\r\n\r\n')],
    ['LF after a chunk', chunked('4\r\nbody\n0\r\n\r\n')],
    ['a chunk that is longer than it says', chunked('4\r\nbodyX\r\n0\r\n\r\n')],
    ['a size beyond 64 bits', chunked('1FFFFFFFFFFFFFFFF\r\nbody\r\n0\r\n\r\n')],
    ['a size below zero', chunked('-4\r\nbody\r\n0\r\n\r\n')],
    ['a size with 0x', chunked('0x4\r\nbody\r\n0\r\n\r\n')],
    ['a space before the size', chunked(' 4\r\nbody\r\n0\r\n\r\n')],
    ['a space after the size', chunked('4 \r\nbody\r\n0\r\n\r\n')],
    ['a length in the trailers', chunked('0\r\nContent-Length: 5\r\n\r\n')],
    [
      'a refused request that offers WebSocket',
      post('Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 04\r\n\r\nbody'),
    ],
  ])('%s', async (_, text) => {
    reached = [];
    const answer = await raw(exporter.port('inbound'), text + SMUGGLED);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(reached).toEqual([]);
  });

  it.each([
    ['chunks with extensions', chunked('4;a=b\r\nbody\r\n0\r\n\r\n'), '/first body'],
    [
      'chunked in any case, after a tab',
      post('Transfer-Encoding:\tChUnKeD\r\n\r\n4\r\nbody\r\n0\r\n\r\n'),
      '/first body',
    ],
    ['an empty line before the request', `\r\n${get('/first')}`, '/first'],
    ['a target with the host of the request', get('http://X/first?a'), '/first?a'],
    ['a GET with a body', get('/first', 'Host: x\r\nContent-Length: 4\r\n\r\nbody'), '/first body'],
    ['OPTIONS for the server', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', '*'],
    ['HTTP/1.0', 'GET /first HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n', '/first'],
    ['a strange method', 'PROPFIND /first HTTP/1.1\r\nHost: x\r\n\r\n', '/first'],
  ])('but not %s, nor what follows it', async (_, text, first) => {
    reached = [];
    const answer = await raw(exporter.port('inbound'), text + SMUGGLED);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    // In either order: both are on their way at the same time, on connections of their own.
    expect([...reached].sort()).toEqual([first, '/smuggled'].sort());
  });
});

describe('answers that are no HTTP, or could be read in two ways', () => {
  let backend: TestServer;
  let exporter: Exporter;
  let answer: (socket: net.Socket) => void;

  const ok = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  beforeAll(async () => {
    backend = await serveRaw((socket, head) => {
      const path = head.split(' ', 2)[1];
      if (path === '/case') {
        answer(socket);
      } else {
        socket.write(ok(path));
      }
    });
    exporter = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: backend.url });
  });

  afterAll(async () => {
    await exporter.stop();
    await backend.kill();
  });

  const chunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n';

  it.each([
    ['a length and chunks', `${chunks}Content-Length: 4\r\n\r\n4\r\nbody\r\n0\r\n\r\n`],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nbody'],
    ['a size that is none', `${chunks}\r\nxyz\r\nbody\r\n0\r\n\r\n`],
    ['a chunk that is longer than it says', `${chunks}\r\n4\r\nbodybody\r\n0\r\n\r\n`],
    ['NUL in a header', 'HTTP/1.1 200 OK\r\nA: b\x00c\r\nContent-Length: 4\r\n\r\nbody'],
    ['no status', 'HTTP/1.1 OK\r\nContent-Length: 4\r\n\r\nbody'],
    ['another protocol', '220 mail.example ESMTP\r\n'],
    ['a head beyond the limit', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(400_000)}\r\n\r\n`],
    ['101 for nobody', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('%s: the client gets 502 or a broken answer, never a whole one', async (_, bytes) => {
    answer = (socket) => socket.write(bytes, 'latin1');
    const outcome = await ask(exporter.url('inbound', '/case')).then(
      ({ status }) => status,
      () => 'broken'
    );
    expect([502, 'broken']).toContain(outcome);
    expect((await ask(exporter.url('inbound', '/next'))).body.toString()).toBe('/next');
  });

  it('less than the length says is broken for the client too', async () => {
    answer = (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbody');
    await expect(ask(exporter.url('inbound', '/case'))).rejects.toThrow();
  });

  it.each([
    ['at once', (socket: net.Socket) => void socket.write(ok('mine') + ok('evil'))],
    [
      'later, while nobody asks',
      (socket: net.Socket) => {
        socket.write(ok('mine'));
        setTimeout(() => socket.write(ok('evil')), 30);
      },
    ],
  ])('more than was asked for, %s, never becomes the answer to somebody else', async (_, write) => {
    answer = write;
    expect((await ask(exporter.url('inbound', '/case'))).body.toString()).toBe('mine');
    await sleep(100);
    for (const path of ['/a', '/b', '/c']) {
      expect((await ask(exporter.url('inbound', path))).body.toString()).toBe(path);
    }
  });

  it('a flood of interim answers ends with the answer', async () => {
    const interim = 'HTTP/1.1 102 Processing\r\nA: b\r\n\r\n'.repeat(20_000);
    answer = (socket) => void socket.write(`${interim}HTTP/1.1 100 Continue\r\n\r\n${ok('at last')}`);
    expect((await ask(exporter.url('inbound', '/case'))).body.toString()).toBe('at last');
    const memory = (await exporter.scrape()).value(SIDECAR.processMemory) ?? Infinity;
    expect(memory).toBeLessThan(150 * 1024 * 1024);
  });
});
