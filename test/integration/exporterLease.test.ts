import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, serve, type TestServer } from './exporterProcess';

const LEASE_SECONDS = 3;

let bundle: ReturnType<typeof buildExporter>;
let api: TestServer;
let spec: object;
let apiStatus: number;
const running: Array<{ kill(): Promise<void> } | Exporter> = [];

const now = () => Date.now() / 1000;
const time = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '000Z');

/** Writes the lease as client-go does. */
function hold(holder: string, acquiredAt: number, renewedAt = acquiredAt) {
  spec = {
    holderIdentity: holder,
    leaseDurationSeconds: LEASE_SECONDS,
    acquireTime: time(acquiredAt),
    renewTime: time(renewedAt),
  };
}

beforeAll(async () => {
  bundle = buildExporter();
  api = await serve((request, response) => {
    const known = request.url === '/apis/coordination.k8s.io/v1/namespaces/langflow/leases/leader';
    response.writeHead(known ? apiStatus : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ kind: 'Lease', spec }));
  });
});

beforeEach(() => {
  apiStatus = 200;
});

afterEach(async () => {
  for (const each of running.splice(0)) {
    await (each instanceof Exporter ? each.stop() : each.kill());
  }
});

afterAll(async () => {
  await api.kill();
  bundle.remove();
});

async function start(identity: string, env: Record<string, string> = {}) {
  const backend = await serve((_, response) => response.end('served'));
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_ROLE: 'lease',
    ELASTISCOPE_LEASE: 'langflow/leader',
    ELASTISCOPE_IDENTITY: identity,
    ELASTISCOPE_KUBERNETES_URL: api.url,
    ...env,
  });
  running.push(backend, exporter);
  return { backend, exporter };
}

const becomes = (exporter: Exporter, role: 'leader' | 'standby') =>
  exporter.scrapeUntil(`it is ${role}`, (scrape) => scrape.value(SIDECAR.backendRole, { role }) === 1);

const tookOver = (exporter: Exporter) =>
  exporter.scrapeUntil('it took over', (scrape) => scrape.value(SIDECAR.failoverTimestamp) !== undefined);

it('times a failover after a crash by the lease and by the loss of the backend', async () => {
  const acquiredAt = now();
  hold('a', acquiredAt);
  const a = await start('a');
  const b = await start('b');
  await becomes(a.exporter, 'leader');
  await becomes(b.exporter, 'standby');
  const renewedAt = now();
  hold('a', acquiredAt, renewedAt);
  await sleep(1200);

  await a.backend.kill();
  const lostAt = now();
  const lost = await becomes(a.exporter, 'standby');
  expect(Math.abs((lost.value(SIDECAR.leaderLostTimestamp) ?? NaN) - lostAt)).toBeLessThan(0.35);

  await sleep(Math.max(0, renewedAt + LEASE_SECONDS + 0.4 - now()) * 1000);
  const takenAt = now();
  hold('b', takenAt);
  const scrape = await tookOver(b.exporter);
  const phase = (name: string) => scrape.value(SIDECAR.failoverDuration, { phase: name });
  expect(phase('detect')).toBeCloseTo(LEASE_SECONDS, 2);
  expect(phase('elect')).toBeCloseTo(takenAt - renewedAt - LEASE_SECONDS, 2);
  expect(phase('take_over')).toBe(0);
  expect(phase('total')).toBeCloseTo(takenAt - renewedAt, 2);
  expect(scrape.value(SIDECAR.failoverTimestamp)).toBeCloseTo(takenAt, 2);
  expect(scrape.value(SIDECAR.failovers, { cause: 'crash' })).toBe(1);
  expect(scrape.value(SIDECAR.leaseTransitions)).toBe(1);
  expect(scrape.value(SIDECAR.backendRole, { role: 'leader' })).toBe(1);
});

it('knows a leader that gave up from one that crashed', async () => {
  hold('a', now());
  const { exporter } = await start('b');
  await becomes(exporter, 'standby');
  const releasedAt = now();
  spec = { holderIdentity: '', leaseDurationSeconds: 1, renewTime: time(releasedAt), acquireTime: time(releasedAt) };
  await sleep(1100);
  const takenAt = now();
  hold('b', takenAt);
  const scrape = await tookOver(exporter);
  expect(scrape.value(SIDECAR.failovers, { cause: 'release' })).toBe(1);
  expect(scrape.value(SIDECAR.failovers, { cause: 'crash' })).toBe(0);
  expect(scrape.value(SIDECAR.failoverDuration, { phase: 'elect' })).toBeCloseTo(takenAt - releasedAt, 2);
});

it('stops to call itself leader when its claim ends', async () => {
  const renewedAt = now();
  hold('a', renewedAt);
  const { exporter } = await start('a', { ELASTISCOPE_READY_ONLY_WHEN_LEADER: 'true' });
  await becomes(exporter, 'leader');
  expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(200);
  const scrape = await becomes(exporter, 'standby');
  expect(now()).toBeGreaterThanOrEqual(renewedAt + LEASE_SECONDS);
  expect(now()).toBeLessThan(renewedAt + LEASE_SECONDS + 0.5);
  expect(scrape.value(SIDECAR.leaderLostTimestamp)).toBeCloseTo(renewedAt + LEASE_SECONDS, 2);
  expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(503);
});

it.each([403, 404])('is standby, says so once and serves on when the API answers %i', async (status) => {
  hold('a', now());
  apiStatus = status;
  const { exporter } = await start('a');
  await sleep(2300);
  await becomes(exporter, 'standby');
  expect(exporter.log.match(/the lease cannot be read/g)).toHaveLength(1);
  expect((await ask(exporter.url('inbound'))).body.toString()).toBe('served');
  expect((await ask(exporter.url('admin', '/readyz'))).status).toBe(200);
});
