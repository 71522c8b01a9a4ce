import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { microTime } from '../../demo/fleet/leaseApi/lease';
import { close } from '../../demo/fleet/net/http';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, type Labels, serve, type TestServer, until } from './exporterProcess';
import { LeaseApi, NAMESPACE } from './leaseApiProcess';

let bundle: ReturnType<typeof buildExporter>;
let folder: string;
let ready: boolean;
/** Servers end without a reset: one that meets the end of a connection can be never over (libuv). */
let ending: Array<() => Promise<void>>;

beforeAll(() => {
  bundle = buildExporter();
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-role-'));
});

beforeEach(() => {
  ready = true;
  ending = [];
});

afterEach(async () => {
  for (const end of ending.reverse()) {
    await end();
  }
});

afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

const now = () => Date.now() / 1000;

async function start(env: Labels): Promise<Exporter> {
  const backend = await serve((_, response) => response.writeHead(ready ? 200 : 503).end('served'));
  ending.push(() => close(backend.server));
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_READY_ONLY_WHEN_LEADER: 'true',
    ...env,
  });
  ending.push(() => exporter.stop());
  return exporter;
}

const becomes = (exporter: Exporter, role: 'leader' | 'standby') =>
  exporter.scrapeUntil(`it is ${role}`, (scrape) => {
    const [is, isNot] = role === 'leader' ? ['leader', 'standby'] : ['standby', 'leader'];
    return (
      scrape.value(SIDECAR.backendRole, { role: is }) === 1 && scrape.value(SIDECAR.backendRole, { role: isNot }) === 0
    );
  });

async function readiness(exporter: Exporter): Promise<[number, string]> {
  const { status, body } = await ask(exporter.url('admin', '/readyz'));
  return [status, JSON.parse(body.toString()).role];
}

/** Something that decides the role and only tells. */
interface Teller {
  readonly env: Labels;
  tell(role: 'leader' | 'standby'): void;
  /** Tells nothing that could be understood. */
  fail(): void;
}

async function urlTeller(): Promise<Teller> {
  let status = 503;
  const teller = await serve((_, response) => response.writeHead(status).end());
  ending.push(() => close(teller.server));
  return {
    env: { ELASTISCOPE_ROLE: 'http', ELASTISCOPE_ROLE_URL: `${teller.url}/leader` },
    tell: (role) => (status = role === 'leader' ? 200 : 503),
    fail: () => void close(teller.server),
  };
}

async function fileTeller(): Promise<Teller> {
  const path = join(folder, 'role');
  const write = (text: string) => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };
  return {
    env: { ELASTISCOPE_ROLE: 'file', ELASTISCOPE_ROLE_FILE: path },
    tell: (role) => write(role === 'leader' ? 'MASTER\n' : 'BACKUP\n'),
    fail: () => write('FAULT\n'),
  };
}

it.each([
  ['a URL', urlTeller],
  ['a file', fileTeller],
])('follows the role that %s tells, in the metrics and in /readyz', async (_, createTeller) => {
  const teller = await createTeller();
  teller.tell('standby');
  const exporter = await start(teller.env);
  const before = await becomes(exporter, 'standby');
  expect(await readiness(exporter)).toEqual([503, 'standby']);
  expect(before.value(SIDECAR.failovers)).toBe(0);
  expect(before.value(SIDECAR.failoverTimestamp)).toBeUndefined();

  const toldAt = now();
  teller.tell('leader');
  const leads = await becomes(exporter, 'leader');
  expect(await readiness(exporter)).toEqual([200, 'leader']);
  expect(leads.value(SIDECAR.failovers, { cause: 'unknown' })).toBe(1);
  expect(leads.value(SIDECAR.failovers)).toBe(1);
  expect(leads.value(SIDECAR.failoverDuration, { phase: 'take_over' })).toBe(0);
  expect(leads.value(SIDECAR.failoverDuration)).toBe(0);
  expect(leads.text).not.toContain('phase="detect"');
  expect(leads.value(SIDECAR.failoverTimestamp)).toBeGreaterThanOrEqual(toldAt);
  expect(leads.value(SIDECAR.failoverTimestamp)).toBeLessThanOrEqual(now());

  const failedAt = now();
  teller.fail();
  const lost = await becomes(exporter, 'standby');
  expect(await readiness(exporter)).toEqual([503, 'standby']);
  expect(lost.value(SIDECAR.leaderLostTimestamp)).toBeGreaterThanOrEqual(failedAt);
  expect(lost.value(SIDECAR.leaderLostTimestamp)).toBeLessThanOrEqual(now());
  await until(() => exporter.log.includes('the role is not known; taken for standby'), 'the log says so');
  expect((await ask(exporter.url('inbound'))).body.toString()).toBe('served');
});

it('counts the time until its backend is ready as that of a takeover', async () => {
  ready = false;
  let asked = 0;
  let status = 503;
  const teller = await serve((_, response) => {
    asked++;
    response.writeHead(status).end();
  });
  ending.push(() => close(teller.server));
  const exporter = await start({ ELASTISCOPE_ROLE: 'http', ELASTISCOPE_ROLE_URL: teller.url });
  await until(() => asked > 0, 'the role was asked for');
  status = 200;
  const toldAt = now();
  const before = asked;
  // With the second question the first answer has been taken in.
  await until(() => asked === before + 2, 'it was told that it leads');
  const seenBy = now();
  expect(await readiness(exporter)).toEqual([503, 'standby']);
  ready = true;
  const readyFrom = now();
  const scrape = await exporter.scrapeUntil('it took over', (each) => each.value(SIDECAR.failovers) === 1);
  const takeOver = scrape.value(SIDECAR.failoverDuration, { phase: 'take_over' });
  expect(takeOver).toBeGreaterThanOrEqual(readyFrom - seenBy);
  expect(takeOver).toBeLessThanOrEqual(now() - toldAt);
  expect(takeOver).toBeGreaterThan(0);
  expect(scrape.value(SIDECAR.failoverTimestamp)).toBeGreaterThanOrEqual(readyFrom);
  expect(await readiness(exporter)).toEqual([200, 'leader']);
});

const claim = (holderIdentity: string) => ({
  holderIdentity,
  leaseDurationSeconds: 15,
  acquireTime: microTime(now()),
  renewTime: microTime(now()),
});

const followsAs = (identity: string, url: string): Labels => ({
  ELASTISCOPE_ROLE: 'lease',
  ELASTISCOPE_LEASE: `${NAMESPACE}/leader`,
  ELASTISCOPE_IDENTITY: identity,
  ELASTISCOPE_KUBERNETES_URL: url,
});

it('learns of another holder by the watch, without a further read, and takes an annotation for a drill', async () => {
  const api = await LeaseApi.start();
  ending.push(() => api.stop());
  const metadata = { name: 'leader', namespace: NAMESPACE };
  api.store.create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec: claim('a') });
  const exporter = await start(followsAs('b', api.url));
  await until(() => api.asked.some((each) => each.includes('watch=true')), 'it watches');
  await becomes(exporter, 'standby');
  const asked = [...api.asked];

  api.patch('leader', {}, { 'elastiscope.io/drill': new Date().toISOString() });
  api.patch('leader', { ...claim('b'), leaseTransitions: 1 });
  const scrape = await becomes(exporter, 'leader');
  expect(api.asked).toEqual(asked);
  expect(asked.map((each) => each.replace(/\?.*/, ''))).toEqual(['GET /leader', 'GET ']);
  expect(await readiness(exporter)).toEqual([200, 'leader']);
  expect(scrape.value(SIDECAR.leaseTransitions)).toBe(1);
  expect(scrape.value(SIDECAR.failovers, { cause: 'drill' })).toBe(1);
  expect(scrape.value(SIDECAR.failovers)).toBe(1);

  // The drill was for that one change: the next one has a cause of its own.
  api.patch('leader', claim('a'));
  await becomes(exporter, 'standby');
  api.patch('leader', claim('b'));
  const next = await becomes(exporter, 'leader');
  expect(next.value(SIDECAR.failovers, { cause: 'drill' })).toBe(1);
  expect(next.value(SIDECAR.failovers, { cause: 'release' })).toBe(1);
});

it('notices a watch that has died without a word', async () => {
  let spec = claim('a');
  const asked = { read: 0, watch: 0 };
  const api: TestServer = await serve((request, response) => {
    const watches = request.url?.includes('watch=true') === true;
    asked[watches ? 'watch' : 'read']++;
    response.writeHead(200);
    if (watches) {
      response.flushHeaders();
    } else {
      response.end(JSON.stringify({ metadata: { name: 'leader', resourceVersion: '1' }, spec }));
    }
  });
  ending.push(() => close(api.server));
  const exporter = await start(followsAs('b', api.url));
  await until(() => asked.watch === 1, 'it watches');
  await becomes(exporter, 'standby');
  spec = claim('b');
  await becomes(exporter, 'leader');
  expect(asked.read).toBe(2);
});

it.each([
  ['that is missing', undefined, 'ENOENT'],
  ['that is broken', 'contexts: [\n  {', 'config: '],
  ['without a current context', 'contexts: []\n', 'current-context is not set'],
])('ends with one line at a kubeconfig %s, checked or started', (_, text, expected) => {
  const path = join(folder, 'config');
  rmSync(path, { force: true });
  if (text !== undefined) {
    writeFileSync(path, text);
  }
  const env = {
    ...followsAs('b', 'http://127.0.0.1:1'),
    PATH: process.env.PATH,
    ELASTISCOPE_BACKEND_URL: 'http://127.0.0.1:1',
    ELASTISCOPE_KUBECONFIG: path,
  };
  for (const args of [['--check-config'], []]) {
    const { status, stderr } = spawnSync(process.execPath, [bundle.path, ...args], {
      env,
      encoding: 'utf8',
      timeout: 10_000,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^elastiscope-exporter: .*\n$/);
    expect(stderr).toContain(path);
    expect(stderr).toContain(expected);
  }
});
