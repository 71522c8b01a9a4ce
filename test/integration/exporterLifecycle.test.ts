import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { MILESTONES, type Milestone, SIDECAR } from '../../src/vocabulary';
import {
  ask,
  buildExporter,
  Exporter,
  freePort,
  open,
  readAll,
  type Scrape,
  serve,
  type TestServer,
} from './exporterProcess';

let bundle: ReturnType<typeof buildExporter>;
const running: Array<{ kill(): Promise<void> } | Exporter> = [];

beforeAll(() => {
  bundle = buildExporter();
});

afterEach(async () => {
  for (const each of running.splice(0)) {
    await (each instanceof Exporter ? each.stop() : each.kill());
  }
});

afterAll(() => bundle.remove());

async function startExporter(port: number, env: Record<string, string> = {}): Promise<Exporter> {
  const exporter = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${port}`, ...env });
  running.push(exporter);
  return exporter;
}

async function startBackend(handler: http.RequestListener, port = 0): Promise<TestServer> {
  const backend = await serve(handler, port);
  running.push(backend);
  return backend;
}

const now = () => Date.now() / 1000;
const isReady = (exporter: Exporter) =>
  exporter.scrapeUntil(
    'the backend is ready',
    (scrape) => scrape.value(SIDECAR.backendState, { state: 'ready' }) === 1
  );

describe('the release', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['is told when one is configured', { ELASTISCOPE_RELEASE: '7d9c5b6f48' }, 1],
    ['is not told when there is none', {}, undefined],
  ])('%s', async (_name, env, value) => {
    const exporter = await startExporter(await freePort(), env);
    expect((await exporter.scrape()).value(SIDECAR.backendReleaseInfo)).toBe(value);
  });
});

describe('start-up', () => {
  it('is timed phase by phase', async () => {
    const port = await freePort();
    const exporter = await startExporter(port);
    await sleep(600);
    let loaded = false;
    const listensAt = now();
    await startBackend((_, response) => void response.writeHead(loaded ? 200 : 503).end(), port);
    await sleep(1200);
    expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(503);
    loaded = true;
    const loadedAt = now();
    const scrape = await isReady(exporter);
    const phase = (name: string) => scrape.value(SIDECAR.backendStartup, { phase: name }) ?? NaN;
    const startedAt = scrape.value(SIDECAR.processStartTime) ?? NaN;
    expect(scrape.value(SIDECAR.backendStartTimestamp)).toBeCloseTo(startedAt, 1);
    // Connections are tried every 250 ms, answers every second.
    expect(startedAt + phase('boot')).toBeGreaterThanOrEqual(listensAt);
    expect(startedAt + phase('boot')).toBeLessThan(loadedAt);
    expect(scrape.value(SIDECAR.backendReadyTimestamp)).toBeGreaterThanOrEqual(loadedAt);
    expect(phase('total')).toBeCloseTo(phase('boot') + phase('load'), 6);
    expect(scrape.value(SIDECAR.modelLoadDuration)).toBeCloseTo(phase('load'), 6);
    expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(200);
  });

  it('that was over before is not made up', async () => {
    const backend = await startBackend((_, response) => response.end());
    const exporter = await startExporter(backend.port);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.backendState, { state: 'ready' })).toBe(1);
    expect(scrape.value(SIDECAR.backendStartup)).toBeUndefined();
    expect(scrape.value(SIDECAR.backendStartTimestamp)).toBeUndefined();
  });

  it('begins again when the backend is lost, which is known in a quarter of a second', async () => {
    const backend = await startBackend((_, response) => response.end());
    const exporter = await startExporter(backend.port);
    await backend.kill();
    const lostAt = now();
    const stopped = await exporter.scrapeUntil(
      'the loss is known',
      (scrape) => scrape.value(SIDECAR.backendState, { state: 'stopped' }) === 1
    );
    expect((stopped.value(SIDECAR.backendStartTimestamp) ?? NaN) - lostAt).toBeLessThan(0.35);
    await startBackend((_, response) => response.end(), backend.port);
    const scrape = await isReady(exporter);
    expect(scrape.value(SIDECAR.backendStartup, { phase: 'total' })).toBeLessThan(2);
  });
});

describe('milestones of a start', () => {
  const reached = (scrape: Scrape, milestone: Milestone) => scrape.value(SIDECAR.backendMilestone, { milestone });
  const count = (scrape: Scrape) => MILESTONES.filter((each) => reached(scrape, each) !== undefined).length;
  const sendEvent = (exporter: Exporter, event: object) =>
    ask(exporter.url('admin', '/events'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      parts: [JSON.stringify(event)],
    });

  it('are told one by one, in order, with what the backend says of its model', async () => {
    const port = await freePort();
    const exporter = await startExporter(port);
    expect(count(await exporter.scrape())).toBe(1);
    let loaded = false;
    await startBackend((_, response) => void response.writeHead(loaded ? 200 : 503).end(), port);
    await exporter.scrapeUntil('it is connected', (each) => count(each) === 2);
    expect((await sendEvent(exporter, { type: 'model_loaded', seconds: 41.5 })).status).toBe(202);
    const told = await exporter.scrape();
    expect(told.value(SIDECAR.modelLoadDuration)).toBe(41.5);
    loaded = true;
    await isReady(exporter);
    expect(reached(await exporter.scrape(), 'first_real_answer')).toBeUndefined();
    await ask(exporter.url('inbound', '/first'));
    const scrape = await exporter.scrape();
    const [seen, connected, healthy, model, answered] = MILESTONES.map((each) => reached(scrape, each) ?? NaN);
    expect([seen, connected, model, healthy, answered]).toEqual(
      [seen, connected, model, healthy, answered].sort((a, b) => a - b)
    );
    expect(scrape.value(SIDECAR.backendStartTimestamp)).toBe(seen);
    expect(scrape.value(SIDECAR.backendReadyTimestamp)).toBe(healthy);
    expect(scrape.value(SIDECAR.modelLoadDuration)).toBe(41.5);
    await ask(exporter.url('inbound', '/second'));
    expect(reached(await exporter.scrape(), 'first_real_answer')).toBe(answered);
  });

  it('of an earlier start are forgotten, and an error is no answer', async () => {
    let status = 200;
    const handler: http.RequestListener = ({ url }, response) =>
      void response.writeHead(url === '/' ? 200 : status).end();
    const port = await freePort();
    const exporter = await startExporter(port);
    const first = await startBackend(handler, port);
    await isReady(exporter);
    await ask(exporter.url('inbound', '/real'));
    expect(count(await exporter.scrape())).toBe(5);
    await first.kill();
    const lost = await exporter.scrapeUntil('it is lost', (each) => count(each) === 1);
    expect(reached(lost, 'process_seen')).toBe(lost.value(SIDECAR.backendStartTimestamp));
    await startBackend(handler, port);
    await isReady(exporter);
    status = 500;
    await ask(exporter.url('inbound', '/real'));
    expect(count(await exporter.scrape())).toBe(4);
    status = 302;
    await ask(exporter.url('inbound', '/real'));
    expect(count(await exporter.scrape())).toBe(5);
  });

  it('begin anew when a restart was too quick for a connection to be refused', async () => {
    let appId = '9223372036854775807';
    const backend = await startBackend((_, response) => response.end(`{"app_id":${appId}}`));
    const exporter = await startExporter(backend.port, { ELASTISCOPE_PROFILE: 'kotaemon' });
    expect((await exporter.scrape()).value(SIDECAR.backendStartTimestamp)).toBeUndefined();
    appId = '9223372036854775808';
    const restartedAt = now();
    const scrape = await exporter.scrapeUntil('the restart is seen', (each) => count(each) === 4);
    expect(reached(scrape, 'process_seen')).toBeGreaterThanOrEqual(restartedAt);
    expect(scrape.value(SIDECAR.backendState, { state: 'ready' })).toBe(1);
  });
});

describe('/readyz', () => {
  it('costs the backend nothing, however often it is asked', async () => {
    let probes = 0;
    let spying = false;
    const backend = await startBackend((request, response) => {
      probes += spying ? 1 : 0;
      request.resume();
      response.end('{"status":"ok"}');
    });
    const exporter = await startExporter(backend.port, { ELASTISCOPE_PROFILE: 'langflow' });
    const begunAt = now();
    spying = true;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => ask(exporter.url('admin', '/readyz'), { agent }))
    );
    agent.destroy();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // A ready backend is probed every five seconds, whether anybody asks or not.
    expect(probes).toBeLessThanOrEqual(1 + (now() - begunAt) / 5);
  });
});

describe('a backend that answers is not ready', () => {
  it.each(['generic', 'chatchat'])('while it says so itself: %s', async (profile) => {
    let status = 503;
    const backend = await startBackend((request, response) => {
      response.writeHead(request.url === '/health' ? status : request.url === '/readyz' ? 404 : 200).end('{}');
    });
    const exporter = await startExporter(backend.port, { ELASTISCOPE_PROFILE: profile });
    await sleep(1500);
    expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(503);
    status = 200;
    await isReady(exporter);
  });

  it('when the path that it was known by fails', async () => {
    let status = 200;
    const backend = await startBackend((_, response) => response.writeHead(status).end('{}'));
    const exporter = await startExporter(backend.port);
    await isReady(exporter);
    status = 500;
    await exporter.scrapeUntil(
      'it is unready',
      (scrape) => scrape.value(SIDECAR.backendState, { state: 'unready' }) === 1
    );
  });
});

describe('requests during a cold start', () => {
  it('are refused, told when to come again, and counted', async () => {
    const exporter = await startExporter(await freePort());
    const answer = await ask(exporter.url('inbound'));
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.httpRequestsDelayedByColdStart)).toBe(1);
    expect(scrape.value(SIDECAR.httpRequests, { status_code: '503' })).toBe(1);
  });

  it('wait as long as they are allowed to, and their wait is timed', async () => {
    const port = await freePort();
    const exporter = await startExporter(port, { ELASTISCOPE_COLD_START_HOLD_SECONDS: '10' });
    const sentAt = now();
    const answer = ask(exporter.url('inbound', '/held'), { method: 'POST', parts: ['held', ' body'] });
    await sleep(700);
    await startBackend((request, response) => void readAll(request).then((body) => response.end(body)), port);
    expect((await answer).body.toString()).toBe('held body');
    const waited = now() - sentAt;
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.httpRequestsDelayedByColdStart)).toBe(1);
    expect(Math.abs((scrape.value(SIDECAR.httpColdStartWait) ?? NaN) - waited)).toBeLessThan(0.2);
    expect(scrape.value(SIDECAR.httpRequestDuration, {}, '_sum')).toBeGreaterThan(0.6);
  });

  it('give up when it takes too long', async () => {
    const exporter = await startExporter(await freePort(), { ELASTISCOPE_COLD_START_HOLD_SECONDS: '0.3' });
    const sentAt = now();
    expect((await ask(exporter.url('inbound'))).status).toBe(503);
    expect(now() - sentAt).toBeGreaterThan(0.25);
  });

  it('count from the time a trusted proxy in front took them', async () => {
    const port = await freePort();
    const exporter = await startExporter(port, { ELASTISCOPE_TRUSTED_PROXIES: 'loopback' });
    const takenAt = now();
    await sleep(500);
    await startBackend((_, response) => response.end(), port);
    const ready = (await isReady(exporter)).value(SIDECAR.backendReadyTimestamp) ?? NaN;
    await ask(exporter.url('inbound'), { headers: { 'X-Request-Start': `t=${takenAt}` } });
    await ask(exporter.url('inbound'), { headers: { 'X-Request-Start': `t=${ready + 0.001}` } });
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.httpRequestsDelayedByColdStart)).toBe(1);
    expect(scrape.value(SIDECAR.httpColdStartWait)).toBeCloseTo(ready - takenAt, 3);
  });
});

describe('x-request-start', () => {
  it.each([
    ['nobody is trusted', {}],
    ['another proxy is trusted', { ELASTISCOPE_TRUSTED_PROXIES: '192.0.2.0/24' }],
  ])('of a client changes no figure: %s', async (_, env) => {
    const port = await freePort();
    const exporter = await startExporter(port, env);
    await sleep(300);
    await startBackend((_request, response) => response.end(), port);
    await isReady(exporter);
    await ask(exporter.url('inbound'), { headers: { 'X-Request-Start': `t=${now() - 3000}` } });
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.httpRequestsDelayedByColdStart)).toBe(0);
    expect(scrape.value(SIDECAR.httpColdStartWait)).toBe(0);
    expect(scrape.value(SIDECAR.httpRequestDuration, {}, '_sum')).toBeLessThan(5);
  });
});

describe('route-label-starved', () => {
  it.each([404, 401, 400, 422, 500])(
    'by flows that nobody has, answered %d, leaves room for those that exist',
    async (status) => {
      const backend = await startBackend((request, response) => {
        response.writeHead(/rnd/.test(request.url ?? '') ? status : 200).end('{"status":"ok"}');
      });
      const exporter = await startExporter(backend.port, { ELASTISCOPE_PROFILE: 'langflow' });
      await isReady(exporter);
      const run = (flow: string) =>
        ask(exporter.url('inbound', `/api/v1/run/${flow}`), { method: 'POST', parts: ['{}'] });
      for (let i = 0; i < 150; i++) {
        await run(`rnd${i}`);
      }
      await run('invoices');
      const scrape = await exporter.scrape();
      expect(scrape.value(SIDECAR.httpRequests, { route: 'run/invoices', status_code: '200' })).toBe(1);
      expect(scrape.value(SIDECAR.httpRequests, { status_code: String(status) })).toBe(150);
      expect(scrape.text.includes('run/rnd')).toBe(status >= 500);
    }
  );
});

describe('drain', () => {
  /** A backend whose answers end when told to. */
  async function streamingBackend() {
    const ends: Array<() => void> = [];
    const backend = await startBackend((request, response) => {
      if (request.url === '/never') {
        return;
      }
      if (request.url !== '/stream') {
        response.end('short');
        return;
      }
      response.write('begin ');
      ends.push(() => response.end('end'));
    });
    return { backend, endAll: () => ends.forEach((end) => end()) };
  }

  it('on SIGTERM waits for a stream, serves meanwhile, and lets the last numbers be scraped', async () => {
    const { backend, endAll } = await streamingBackend();
    const exporter = await startExporter(backend.port, {
      ELASTISCOPE_DRAIN_MIN_SECONDS: '0.5',
      ELASTISCOPE_LINGER_SECONDS: '5',
    });
    const stream = await open(exporter.url('inbound', '/stream'));
    exporter.child.kill('SIGTERM');
    await exporter.scrapeUntil(
      'it drains',
      (scrape) => scrape.value(SIDECAR.backendState, { state: 'draining' }) === 1
    );
    expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(503);
    const late = await ask(exporter.url('inbound', '/late'));
    expect([late.body.toString(), late.headers.connection]).toEqual(['short', 'close']);
    await sleep(700);
    await expect(ask(exporter.url('inbound', '/too-late'))).rejects.toThrow('ECONNREFUSED');
    endAll();
    expect((await readAll(stream)).toString()).toBe('begin end');
    const scrape = await exporter.scrapeUntil(
      'it is drained',
      (each) => each.value(SIDECAR.shutdownDrain) !== undefined
    );
    expect(scrape.value(SIDECAR.shutdownRequestsCut)).toBe(0);
    expect(scrape.value(SIDECAR.shutdownDrain)).toBeGreaterThan(0.6);
    expect(scrape.value(SIDECAR.httpRequests, { status_code: '200' })).toBe(2);
    expect(await exporter.exited).toBe(0);
  });

  it.each(['GET', 'POST'])('by %s /wait-for-drain answers when the last request is over', async (method) => {
    const { backend, endAll } = await streamingBackend();
    const exporter = await startExporter(backend.port);
    const stream = await open(exporter.url('inbound', '/stream'));
    let drained = false;
    const waiting = ask(exporter.url('admin', '/wait-for-drain'), { method }).then((answer) => {
      drained = true;
      return answer;
    });
    await sleep(400);
    expect(drained).toBe(false);
    endAll();
    await readAll(stream);
    const answer = await waiting;
    expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([200, { drained: true, left: 0 }]);
    expect(exporter.child.exitCode).toBeNull();
    exporter.child.kill('SIGTERM');
    expect(await exporter.exited).toBe(0);
  });

  it('ends before the grace period does, and counts what it had to cut', async () => {
    const { backend } = await streamingBackend();
    const exporter = await startExporter(backend.port, {
      ELASTISCOPE_GRACE_PERIOD_SECONDS: '2',
      ELASTISCOPE_LINGER_SECONDS: '5',
    });
    const stream = await open(exporter.url('inbound', '/stream'));
    const begunAt = now();
    exporter.child.kill('SIGTERM');
    await expect(readAll(stream)).rejects.toThrow();
    const scrape = await exporter.scrape();
    expect(scrape.value(SIDECAR.shutdownRequestsCut)).toBe(1);
    expect(scrape.value(SIDECAR.httpRequestsAborted, { reason: 'shutdown' })).toBe(1);
    expect(scrape.value(SIDECAR.shutdownGraceUsed)).toBeCloseTo(0.9, 1);
    expect(await exporter.exited).toBe(0);
    expect(now() - begunAt).toBeLessThan(2.2);
  });

  it('counts what a backend breaks off that does not wait for it', async () => {
    const { backend } = await streamingBackend();
    const exporter = await startExporter(backend.port, { ELASTISCOPE_LINGER_SECONDS: '5' });
    const stream = await open(exporter.url('inbound', '/stream'));
    const unanswered = ask(exporter.url('inbound', '/never'));
    await exporter.scrapeUntil('both are there', (scrape) => scrape.value(SIDECAR.httpRequestsInFlight) === 2);
    exporter.child.kill('SIGTERM');
    await exporter.scrapeUntil(
      'it drains',
      (scrape) => scrape.value(SIDECAR.backendState, { state: 'draining' }) === 1
    );
    await backend.kill();
    await expect(readAll(stream)).rejects.toThrow();
    expect((await unanswered).status).toBe(502);
    expect((await exporter.scrape()).value(SIDECAR.shutdownRequestsCut)).toBe(2);
  });
});
