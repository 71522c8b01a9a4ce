import http from 'node:http';
import { SIDECAR } from '../../src/vocabulary';
import { buildExporter, Exporter, readAll, serve, type TestServer } from './exporterProcess';
import { type DrawnExchange, drawExchanges } from './support/exchanges';

const COUNT = 5500;
const AT_ONCE = 16;

/** What the backend or the provider has got of one exchange. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** What the client has got. */
interface Got {
  readonly status: number;
  readonly message: string;
  readonly headers: readonly string[];
  readonly trailers: readonly string[];
  readonly body: Buffer;
  readonly complete: boolean;
}

let bundle: ReturnType<typeof buildExporter>;
let far: TestServer;
let exporter: Exporter;
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const drawn = new Map<number, DrawnExchange>();
const received = new Map<number, Received>();
/** Exchanges of which the client has seen the begin of the answer. */
const begun = new Set<number>();

const turn = () => new Promise((done) => setImmediate(done));
const sizeOf = (parts: readonly Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0);

beforeAll(async () => {
  bundle = buildExporter();
  far = await serve((request, response) => void play(request, response).catch(() => response.destroy()));
  exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: far.url,
    ELASTISCOPE_HEALTH_PATH: '/health',
    ELASTISCOPE_PROVIDERS: `openai=${far.url}/base`,
  });
  await exporter.scrapeUntil('ready', (scrape) => scrape.value(SIDECAR.backendState, { state: 'ready' }) === 1);
});

afterAll(async () => {
  agent.destroy();
  await exporter.stop();
  await far.kill();
  bundle.remove();
});

async function play(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const id = Number(/[?&]id=(\d+)/.exec(request.url ?? '')?.[1] ?? NaN);
  const exchange = drawn.get(id);
  const body = await readAll(request);
  if (exchange === undefined) {
    response.end('ok');
    return;
  }
  received.set(id, { method: request.method ?? '', path: request.url ?? '', headers: request.rawHeaders, body });
  const { status, message, headers, parts, sized, trailers, end } = exchange.answer;
  const promised = sizeOf(parts) + (end === 'short' ? 10 : 0);
  response.sendDate = false;
  response.writeHead(status, message, [...headers, ...(sized ? ['Content-Length', String(promised)] : [])]);
  const half = Buffer.concat(parts).subarray(0, Math.ceil(promised / 2));
  for (const part of end === 'complete' ? parts : [half]) {
    response.write(part);
    await turn();
  }
  // A reset may overtake bytes that nobody has read yet.
  while (end !== 'complete' && !begun.has(id)) {
    await turn();
  }
  if (end === 'complete') {
    response.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
    response.end();
  } else if (end === 'reset') {
    request.socket.resetAndDestroy();
  } else {
    request.socket.end();
  }
}

function send(exchange: DrawnExchange, listener: 'inbound' | 'gateway'): Promise<Got> {
  const { method, path, headers, parts, sized } = exchange;
  const framing = sized ? ['Content-Length', String(sizeOf(parts))] : ['Transfer-Encoding', 'chunked'];
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: exporter.port(listener),
        method,
        path,
        agent,
        setHost: false,
        headers: ['Host', 'app.example', ...headers, ...(method === 'GET' || method === 'OPTIONS' ? [] : framing)],
      },
      (answer) => {
        const body: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => {
          body.push(chunk);
          begun.add(exchange.id);
        });
        answer.on('error', () => undefined);
        answer.once('close', () =>
          resolve({
            status: answer.statusCode ?? 0,
            message: answer.statusMessage ?? '',
            headers: answer.rawHeaders,
            trailers: answer.rawTrailers,
            body: Buffer.concat(body),
            complete: answer.complete,
          })
        );
      }
    );
    request.once('error', reject);
    void (async () => {
      for (const part of parts) {
        request.write(part);
        await turn();
      }
      request.end();
    })();
  });
}

const CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Raw headers without those of the connection and the framing. */
function endToEnd(headers: readonly string[]): string[] {
  return headers.filter((_, index) => !CONNECTION.has(headers[index - (index % 2)].toLowerCase()));
}

function assertSame(what: string, { id }: DrawnExchange, seen: unknown, expected: unknown): void {
  const [a, b] = [seen, expected].map((value) =>
    Buffer.isBuffer(value) ? value.toString('base64') : JSON.stringify(value)
  );
  if (a !== b) {
    throw new Error(`exchange ${id}: ${what} is\n${a}\nand not\n${b}`);
  }
}

/** Checks both ends of one exchange. `sent` is what the far side must see in place of the client's own headers. */
async function check(exchange: DrawnExchange, listener: 'inbound' | 'gateway', sent: (headers: string[]) => string[]) {
  drawn.set(exchange.id, exchange);
  const { method, path, headers, parts, answer } = exchange;
  const got = await send(exchange, listener).catch((error: unknown) => {
    throw new Error(`exchange ${exchange.id}: ${String(error)}`);
  });
  const there = received.get(exchange.id);
  if (there === undefined) {
    throw new Error(`exchange ${exchange.id}: ${path} got ${got.status} ${got.body.toString()} and was not passed on`);
  }
  assertSame('the method', exchange, there.method, method);
  assertSame('the path', exchange, there.path, listener === 'gateway' ? path.replace(/^\/openai/, '/base') : path);
  assertSame('the request', exchange, there.body, Buffer.concat(parts));
  assertSame('the head of the request', exchange, endToEnd(there.headers), sent([...headers]));
  assertSame('the status', exchange, [got.status, got.message], [answer.status, answer.message]);
  assertSame('the head of the answer', exchange, endToEnd(got.headers), [...answer.headers]);
  const whole = Buffer.concat(answer.parts);
  if (answer.end === 'complete') {
    assertSame('the answer', exchange, got.body, whole);
    assertSame('its trailers', exchange, got.trailers, answer.trailers.flat());
  } else {
    assertSame('the begin of the answer', exchange, got.body, whole.subarray(0, got.body.length));
  }
  assertSame('whether it is complete', exchange, got.complete, answer.end === 'complete');
  drawn.delete(exchange.id);
  received.delete(exchange.id);
  begun.delete(exchange.id);
}

async function checkAll(exchanges: readonly DrawnExchange[], each: (exchange: DrawnExchange) => Promise<void>) {
  const waiting = [...exchanges];
  const worker = async () => {
    for (let exchange = waiting.pop(); exchange !== undefined; exchange = waiting.pop()) {
      await each(exchange);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

it(`${COUNT} exchanges through the inbound proxy are the same on both sides`, async () => {
  const exchanges = drawExchanges(COUNT, 1, (id) => `/any/${id % 7}`);
  const forwarded = ['X-Forwarded-For', '127.0.0.1', 'X-Forwarded-Proto', 'http', 'X-Forwarded-Host', 'app.example'];
  await checkAll(exchanges, (exchange) =>
    check(exchange, 'inbound', (headers) => ['Host', 'app.example', ...headers, ...forwarded])
  );
  const scrape = await exporter.scrapeUntil(
    'all are counted',
    (each) => (each.value(SIDECAR.httpRequests) ?? 0) >= COUNT
  );
  expect(scrape.value(SIDECAR.httpRequests)).toBe(COUNT);
  const broken = exchanges.filter(({ answer }) => answer.end !== 'complete').length;
  expect(scrape.value(SIDECAR.httpRequestsAborted, { reason: 'backend' })).toBe(broken);
  expect(scrape.value(SIDECAR.captureErrors)).toBe(0);
});

it(`${COUNT} exchanges through the gateway are the same on both sides`, async () => {
  const before = (await exporter.scrape()).value(SIDECAR.captureErrors) ?? 0;
  const exchanges = drawExchanges(COUNT, 2, (id) => `/openai/v1/${['chat/completions', 'embeddings', 'x'][id % 3]}`);
  await checkAll(exchanges, (exchange) =>
    check(exchange, 'gateway', (headers) =>
      exchange.method === 'POST'
        ? ['Host', far.url.slice('http://'.length), ...headers.slice(0, -2), 'Accept-Encoding', 'identity']
        : ['Host', far.url.slice('http://'.length), ...headers]
    )
  );
  const scrape = await exporter.scrapeUntil(
    'all are counted',
    (each) => (each.value(SIDECAR.llmRequests) ?? 0) >= COUNT
  );
  expect(scrape.value(SIDECAR.llmRequests)).toBe(COUNT);
  // Only what lies about its coding cannot be read, and nobody tries to where no usage can be.
  const faults = (scrape.value(SIDECAR.captureErrors) ?? 0) - before;
  const lies = exchanges.filter(({ answer, method }) => answer.lies && method === 'POST').length;
  expect(faults).toBeLessThanOrEqual(lies);
  expect(faults).toBeGreaterThan(0);
});
