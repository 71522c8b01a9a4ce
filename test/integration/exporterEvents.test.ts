import http from 'node:http';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import { type Answer, ask, buildExporter, Exporter, randomNumbers, serve, type TestServer } from './exporterProcess';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const SEARCH = '{"type":"vector_search","seconds":0.02}';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;

beforeAll(async () => {
  bundle = buildExporter();
  backend = await serve((_, response) => response.end());
});

beforeEach(async () => {
  exporter = await start();
});

afterEach(() => exporter.stop());

afterAll(async () => {
  await backend.kill();
  bundle.remove();
});

function start(env: Record<string, string> = {}): Promise<Exporter> {
  return Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: backend.url, ...env });
}

function send(body: string | Buffer, headers: http.OutgoingHttpHeaders = JSON_TYPE, method = 'POST'): Promise<Answer> {
  return ask(exporter.url('admin', '/events'), { method, headers, parts: [body] });
}

const errorOf = ({ body }: Answer): string => JSON.parse(body.toString()).error;

describe('events of the backend', () => {
  it('count searches and their time', async () => {
    const answer = await send('[{"type":"vector_search","seconds":0.02},{"type":"vector_search","seconds":3}]');
    expect([answer.status, answer.body.toString()]).toEqual([202, '{"accepted":2}\n']);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.events, { event: 'vector_search' })).toBe(2);
    expect(scrape.value(SIDECAR.vectorSearchDuration, {}, '_count')).toBe(2);
    expect(scrape.value(SIDECAR.vectorSearchDuration, {}, '_sum')).toBeCloseTo(3.02, 6);
    expect(scrape.value(SIDECAR.vectorSearchDuration, { le: '0.025' }, '_bucket')).toBe(1);
  });

  it('take the word of the backend for the time its model took', async () => {
    expect((await send('{"type":"model_loaded","seconds":12.5,"model":"qwen2.5"}')).status).toBe(202);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.events, { event: 'model_loaded' })).toBe(1);
    expect(scrape.value(SIDECAR.modelLoadDuration)).toBe(12.5);
    // The start was over before the exporter came.
    expect(scrape.value(SIDECAR.backendMilestone)).toBeUndefined();
  });

  it('are all taken or none', async () => {
    const answer = await send(`[${SEARCH},{"type":"vector_search","seconds":-1}]`);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'event 2: seconds: -1 is not a number from 0 to 86400']);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.events, { event: 'vector_search' })).toBe(0);
    expect(scrape.value(SIDECAR.events, { event: 'rejected' })).toBe(1);
  });

  it('are refused with a reason, which is counted, and the next one is taken', async () => {
    const large = `[${SEARCH}]`.padEnd(20_000);
    const cases: ReadonlyArray<readonly [string | Buffer, http.OutgoingHttpHeaders, number, RegExp]> = [
      ['', JSON_TYPE, 400, /is not JSON/],
      [SEARCH, {}, 415, /Content-Type must be application\/json/],
      [SEARCH, { 'Content-Type': 'text/plain' }, 415, /Content-Type must be application\/json/],
      [SEARCH, { 'Content-Type': 'application/json; charset=utf-16' }, 415, /in UTF-8/],
      [SEARCH, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, 415, /without Content-Encoding/],
      [Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 400, /is not UTF-8/],
      [Buffer.from(SEARCH, 'utf16le'), JSON_TYPE, 400, /is not JSON/],
      [large, { ...JSON_TYPE, 'Content-Length': large.length }, 413, /larger than 16384 bytes/],
      [large, JSON_TYPE, 413, /larger than 16384 bytes/],
      ['['.repeat(8000) + ']'.repeat(8000), JSON_TYPE, 400, /event 1: an array is not an object/],
    ];
    for (const [body, headers, status, reason] of cases) {
      const answer = await send(body, headers);
      expect({ status: answer.status, error: errorOf(answer) }).toEqual({
        status,
        error: expect.stringMatching(reason),
      });
    }
    const get = await send('', {}, 'GET');
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
    expect((await send(SEARCH, { 'Content-Type': 'Application/JSON; charset=UTF-8' })).status).toBe(202);
    expect((await send(SEARCH, { ...JSON_TYPE, Expect: '100-continue' })).status).toBe(202);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.events, { event: 'rejected' })).toBe(cases.length);
    expect(scrape.value(SIDECAR.events, { event: 'vector_search' })).toBe(2);
  });

  describe('come from loopback only', () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

    // Where there is no other interface, nobody else can call.
    (outside === undefined ? it.skip : it)('unless the configuration says otherwise', async () => {
      await exporter.stop();
      const from = async (setting: string) => {
        exporter = await start({ ELASTISCOPE_ADMIN_LISTEN: '0.0.0.0:0', ELASTISCOPE_EVENTS_FROM: setting });
        const url = `http://${outside}:${exporter.port('admin')}/events`;
        const answer = await ask(url, { method: 'POST', headers: JSON_TYPE, parts: [SEARCH] });
        await exporter.stop();
        return answer;
      };
      const refused = await from('loopback');
      expect([refused.status, errorOf(refused)]).toEqual([403, expect.stringContaining('ELASTISCOPE_EVENTS_FROM')]);
      expect((await from('any')).status).toBe(202);
    });
  });

  it('that are hostile leave the exporter well', async () => {
    const slow = new Promise<string>((resolve) => {
      const socket = net.connect(exporter.port('admin'), '127.0.0.1', () =>
        socket.write(
          'POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
        )
      );
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.once('close', () => resolve(text));
    });
    const before = (await exporter.scrape()).value(SIDECAR.processMemory) ?? 0;

    const gigabyte = await sendUntilAnswered(1024 ** 3, { 'Content-Length': String(1024 ** 3) });
    expect(gigabyte.status).toBe(413);
    expect(gigabyte.sentBytes).toBeLessThan(64 * 1024 * 1024);
    const endless = await sendUntilAnswered(1024 ** 3, {});
    expect(endless.status).toBe(413);
    expect(endless.sentBytes).toBeLessThan(64 * 1024 * 1024);

    const random = randomNumbers(7);
    const garbage = Array.from({ length: 300 }, () =>
      Buffer.from(Array.from({ length: Math.floor(random() * 2000) }, () => Math.floor(random() * 256)))
    );
    for (const body of garbage) {
      expect((await send(body)).status).toBe(400);
    }
    // Valid JSON in which one byte was changed is refused or still valid, and never ends the exporter.
    for (let round = 0; round < 200; round++) {
      const body = Buffer.from(`[${SEARCH},{"type":"model_loaded","seconds":1,"model":"m"}]`);
      body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
      expect([202, 400]).toContain((await send(body)).status);
    }
    await Promise.all(Array.from({ length: 50 }, () => sendAndLeave()));

    expect(await slow).toMatch(/^HTTP\/1\.1 408 /);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.events, { event: 'rejected' })).toBeGreaterThanOrEqual(303);
    expect((scrape.value(SIDECAR.processMemory) ?? Infinity) - before).toBeLessThan(64 * 1024 * 1024);
    expect((await ask(exporter.url('inbound'))).status).toBe(200);
  });
});

/** Sends a body that never seems to end, until there is an answer. */
function sendUntilAnswered(bytes: number, headers: http.OutgoingHttpHeaders) {
  return new Promise<{ status: number; sentBytes: number }>((resolve, reject) => {
    const block = Buffer.alloc(256 * 1024, ' ');
    let sentBytes = 0;
    let answered = false;
    const request = http.request(exporter.url('admin', '/events'), {
      agent: false,
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
    });
    request.once('response', ({ statusCode = 0 }) => {
      answered = true;
      resolve({ status: statusCode, sentBytes });
      request.destroy();
    });
    request.on('error', (error) => (answered ? undefined : reject(error)));
    const write = () => {
      while (!answered && sentBytes < bytes) {
        sentBytes += block.length;
        if (!request.write(block)) {
          request.once('drain', write);
          return;
        }
      }
    };
    write();
  });
}

/** Begins to send and is gone. */
async function sendAndLeave(): Promise<void> {
  const socket = net.connect(exporter.port('admin'), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"type"'
  );
  await sleep(5);
  socket.resetAndDestroy();
}
