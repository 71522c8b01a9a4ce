/** @jest-environment node */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiConnection, ApiError } from './apiConnection';
import { parseWatchEvent } from './watchEvent';

const QUIET_MS = 300;
const MEGABYTE = 1024 * 1024;

let server: http.Server;
let answer: http.RequestListener;
let api: ApiConnection;

beforeAll(async () => {
  server = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  api = new ApiConnection(
    { url: new URL(`http://127.0.0.1:${port}/proxy/`), tls: {}, token: () => 'secret' },
    QUIET_MS
  );
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Answers with these parts, each in a packet of its own, and then ends if it may. */
const inParts =
  (parts: readonly Buffer[], ends = true): http.RequestListener =>
  async (_, response) => {
    response.socket?.setNoDelay();
    response.writeHead(200);
    for (const part of parts) {
      response.write(part);
      await new Promise((done) => setTimeout(done, 1));
    }
    if (ends) {
      response.end();
    }
  };

async function linesOf(how: http.RequestListener, most = Infinity): Promise<string[]> {
  answer = how;
  const lines: string[] = [];
  await api.lines('/watch', QUIET_MS, (line) => lines.push(line) < most);
  return lines;
}

const changed = (holder: string) =>
  JSON.stringify({ type: 'MODIFIED', object: { metadata: { name: 'leader' }, spec: { holderIdentity: holder } } });

describe('a watch', () => {
  const events = [changed('pod-ä'), '{"type":"BOOKMARK"}', '', 'garbage', changed('pod-\u{1f40b}')];
  const bytes = Buffer.from(`${events.join('\n')}\n`);
  const expected = events.filter((line) => line !== '');

  it.each([1, 3, 7, 64, 1000])(
    'is the same in parts of %i bytes, also through the middle of a letter',
    async (size) => {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size)
      );
      const lines = await linesOf(inParts(parts));
      expect(lines).toEqual(expected);
      expect(lines.map((line) => parseWatchEvent(line, 'leader').type)).toEqual([
        'changed',
        'ignored',
        'broken',
        'changed',
      ]);
    }
  );

  it('does not hand over a last line that is cut off', async () => {
    expect(await linesOf(inParts([Buffer.from(`whole\n${changed('half').slice(0, 40)}`)]))).toEqual(['whole']);
  });

  it('ends at once when a line tells that nothing more can be believed', async () => {
    expect(await linesOf(inParts([Buffer.from('a\nb\nc\nd\n')], false), 2)).toEqual(['a', 'b']);
  });

  it('is given up when a line never ends, before it takes much memory', async () => {
    let sent = 0;
    const lines = await linesOf((request, response) => {
      const pour = () => {
        while (!response.destroyed && sent < 64 * MEGABYTE && response.write('x'.repeat(MEGABYTE / 16))) {
          sent += MEGABYTE / 16;
        }
      };
      response.writeHead(200).on('drain', pour);
      request.socket.on('error', () => undefined);
      pour();
    });
    expect(lines).toEqual([]);
    expect(sent).toBeLessThan(16 * MEGABYTE);
  });

  it.each<[string, http.RequestListener, string[]]>([
    ['before a head', () => undefined, []],
    ['after a head', (_, response) => response.writeHead(200).flushHeaders(), []],
    ['after a line', inParts([Buffer.from('a\n')], false), ['a']],
  ])('that falls silent %s is given up without an error', async (_, how, lines) => {
    expect(await linesOf(how)).toEqual(lines);
  });

  it('that goes on slowly is not silent', async () => {
    let left = 6;
    const lines = await linesOf((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => {
        response.write(`${left}\n`);
        if (--left === 0) {
          clearInterval(timer);
          response.end();
        }
      }, QUIET_MS / 3);
    });
    expect(lines).toEqual(['6', '5', '4', '3', '2', '1']);
  });

  it('that breaks off is an error, so that it is not taken for one that ended', async () => {
    const broken = linesOf((request, response) => {
      response.writeHead(200).write('a\n');
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    });
    await expect(broken).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    [403, '{"message":"leases is forbidden"}', 'the API server answered 403: leases is forbidden'],
    [410, '{"message":"too old resource version"}', 'the API server answered 410: too old resource version'],
    [502, '<html>Bad Gateway</html>', 'the API server answered 502'],
    [301, '', 'the API server answered 301'],
  ])('that is refused with %i says so', async (status, body, message) => {
    const refused = linesOf((_, response) => response.writeHead(status).end(body));
    await expect(refused).rejects.toEqual(new ApiError(status, message));
  });
});

describe('a request', () => {
  it('goes below the path of the server, and takes no token along over plain HTTP', async () => {
    let seen: unknown;
    answer = (request, response) => {
      seen = [request.method, request.url, request.headers.authorization];
      response.end('{"ok":true}');
    };
    expect(await api.send('GET', '/apis/x')).toEqual({ ok: true });
    expect(seen).toEqual(['GET', '/proxy/apis/x', undefined]);
  });

  it.each<[string, http.RequestListener, RegExp]>([
    ['never answers', () => undefined, /did not answer within 0.3 s/],
    ['begins and never ends', (_, response) => response.writeHead(200).write('{"a":'), /did not answer within 0.3 s/],
    ['answers with what is no JSON', (_, response) => response.end('<html>'), /JSON/],
    ['answers with nothing', (_, response) => response.end(), /JSON/],
    ['answers with megabytes', (_, response) => response.end('x'.repeat(MEGABYTE)), /too large for a Lease/],
    ['resets the connection', (request) => request.socket.resetAndDestroy(), /ECONNRESET|socket hang up/],
  ])('fails in bounded time when the server %s', async (_, how, message) => {
    answer = how;
    await expect(api.send('GET', '/apis/x')).rejects.toThrow(message);
  });
});
