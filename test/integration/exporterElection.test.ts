import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import {
  type Answer,
  ask,
  buildExporter,
  Exporter,
  open,
  readAll,
  serve,
  type TestServer,
  until,
} from './exporterProcess';
import { FAULTS, LeaseApi, secondsOf } from './leaseApiProcess';

const LEASE = 'leader';
const LEASE_SECONDS = 3;

interface Instance {
  readonly name: string;
  readonly backend: TestServer;
  readonly exporter: Exporter;
}

let bundle: ReturnType<typeof buildExporter>;
let api: LeaseApi;
let instances: Instance[];
let samplers: Sampler[];
/** Ends the answer that `/slow` of a backend has begun. */
let finishSlow: () => void;

beforeAll(() => {
  bundle = buildExporter();
});

beforeEach(async () => {
  api = await LeaseApi.start();
  instances = [];
  samplers = [];
});

afterEach(async () => {
  await Promise.all(samplers.map((sampler) => sampler.stop()));
  for (const { exporter, backend } of instances) {
    await backend.kill();
    await exporter.stop();
  }
  await api.stop();
});

afterAll(() => bundle.remove());

async function start(name: string): Promise<Instance> {
  const backend = await serve((request, response) => {
    if (request.url === '/slow') {
      response.write('begun ');
      finishSlow = () => response.end('served');
    } else {
      response.end(`served by ${name}`);
    }
  });
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: backend.url,
    ELASTISCOPE_ELECTION: 'lease',
    ELASTISCOPE_LEASE: `langflow/${LEASE}`,
    ELASTISCOPE_IDENTITY: name,
    ELASTISCOPE_KUBERNETES_URL: api.url,
    ELASTISCOPE_LEASE_DURATION_SECONDS: String(LEASE_SECONDS),
    ELASTISCOPE_RENEW_DEADLINE_SECONDS: '2',
    ELASTISCOPE_RETRY_PERIOD_SECONDS: '0.5',
  });
  const instance = { name, backend, exporter };
  instances.push(instance);
  return instance;
}

/** Two instances, the leader first. */
async function startPair(): Promise<[Instance, Instance]> {
  const [a, b] = await Promise.all([start('a'), start('b')]);
  await until(() => api.holder(LEASE) !== '', 'one of them holds the lease');
  const pair: [Instance, Instance] = api.holder(LEASE) === 'a' ? [a, b] : [b, a];
  await becomesReady(pair[0]);
  await pair[0].exporter.scrapeUntil('it leads', (each) => each.value(SIDECAR.backendRole, { role: 'leader' }) === 1);
  await pair[1].exporter.scrapeUntil(
    'it has seen the leader',
    (each) => each.value(SIDECAR.leaseRenewTimestamp) !== undefined
  );
  return pair;
}

async function isReady({ exporter }: Instance): Promise<boolean> {
  try {
    return (await ask(exporter.url('admin', '/readyz'))).status === 200;
  } catch {
    return false;
  }
}

async function becomesReady(instance: Instance): Promise<void> {
  for (const end = Date.now() + 10_000; !(await isReady(instance)); ) {
    if (Date.now() > end) {
      throw new Error(`${instance.name} is not ready: ${instance.exporter.log}`);
    }
  }
}

const tookOver = ({ exporter }: Instance) =>
  exporter.scrapeUntil('it took over', (scrape) => scrape.value(SIDECAR.failoverTimestamp) !== undefined);

/** Asks two instances in turn, as fast as they answer, until it is stopped. */
class Sampler {
  samples = 0;
  /** Times at which one was ready between two moments at which the other one was. */
  overlaps = 0;
  private going = true;
  private readonly done: Promise<void>;

  constructor(pair: readonly [Instance, Instance]) {
    samplers.push(this);
    this.done = this.run(pair);
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.done;
  }

  private async run(pair: readonly [Instance, Instance]): Promise<void> {
    let last: boolean[] = [];
    for (let turn = 0; this.going; turn++) {
      last = [...last.slice(-2), await isReady(pair[turn % 2])];
      this.samples++;
      this.overlaps += last.length === 3 && last.every(Boolean) ? 1 : 0;
    }
  }
}

const errorType = ({ body }: Answer): string => JSON.parse(body.toString()).error.type;

it('has one ready instance, and another one when the lease of a killed leader is over', async () => {
  const [leader, standby] = await startPair();
  const sampler = new Sampler([leader, standby]);
  expect((await ask(leader.exporter.url('inbound'))).body.toString()).toBe(`served by ${leader.name}`);
  await sleep(1000);
  expect([await isReady(leader), await isReady(standby)]).toEqual([true, false]);
  leader.exporter.child.kill('SIGKILL');
  await leader.exporter.exited;
  const renewedAt = secondsOf(api.lease(LEASE)?.spec.renewTime);
  await becomesReady(standby);
  await sampler.stop();
  const spec = api.lease(LEASE)?.spec;
  expect(spec).toMatchObject({
    holderIdentity: standby.name,
    leaseTransitions: 1,
    leaseDurationSeconds: LEASE_SECONDS,
  });
  expect(secondsOf(spec?.acquireTime)).toBeGreaterThanOrEqual(renewedAt + LEASE_SECONDS);
  expect(sampler.overlaps).toBe(0);
  expect(sampler.samples).toBeGreaterThan(200);
  const scrape = await tookOver(standby);
  expect(scrape.value(SIDECAR.failovers, { cause: 'crash' })).toBe(1);
  expect(scrape.value(SIDECAR.failoverDuration, { phase: 'detect' })).toBeCloseTo(LEASE_SECONDS, 2);
  expect(scrape.value(SIDECAR.failoverDuration, { phase: 'take_over' })).toBe(0);
  expect(scrape.value(SIDECAR.backendRole, { role: 'leader' })).toBe(1);
});

it('hands over on SIGTERM without waiting for the lease, but only after the last request has ended', async () => {
  const [leader, standby] = await startPair();
  const sampler = new Sampler([leader, standby]);
  const slow = await open(leader.exporter.url('inbound', '/slow'));
  leader.exporter.child.kill('SIGTERM');
  await until(() => leader.exporter.log.includes('draining'), 'it drains');
  expect(await isReady(leader)).toBe(false);
  // Longer than the lease would last if it were not renewed.
  await sleep((LEASE_SECONDS + 0.5) * 1000);
  expect(api.holder(LEASE)).toBe(leader.name);
  expect(await isReady(standby)).toBe(false);
  const renewedAt = secondsOf(api.lease(LEASE)?.spec.renewTime);
  finishSlow();
  expect((await readAll(slow)).toString()).toBe('begun served');
  expect(await leader.exporter.exited).toBe(0);
  await becomesReady(standby);
  await sampler.stop();
  expect(secondsOf(api.lease(LEASE)?.spec.acquireTime)).toBeLessThan(renewedAt + LEASE_SECONDS);
  expect(sampler.overlaps).toBe(0);
  const scrape = await tookOver(standby);
  expect(scrape.value(SIDECAR.failovers, { cause: 'release' })).toBe(1);
});

it('has nobody ready when the API is gone for longer than a lease, and one again when it is back', async () => {
  const [leader, standby] = await startPair();
  const sampler = new Sampler([leader, standby]);
  api.break(FAULTS['never answers']);
  const renewedAt = secondsOf(api.lease(LEASE)?.spec.renewTime);
  while (await isReady(leader)) {
    expect(Date.now() / 1000).toBeLessThan(renewedAt + LEASE_SECONDS);
  }
  await sleep((renewedAt + LEASE_SECONDS + 0.5 - Date.now() / 1000) * 1000);
  expect([await isReady(leader), await isReady(standby)]).toEqual([false, false]);
  api.repair();
  await Promise.race([becomesReady(leader), becomesReady(standby)]);
  await sampler.stop();
  expect(sampler.overlaps).toBe(0);
});

it('never acts on an old claim after it was stopped and goes on', async () => {
  const [leader, standby] = await startPair();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await ask(leader.exporter.url('inbound'), { agent });
  leader.exporter.child.kill('SIGSTOP');
  await becomesReady(standby);
  // These wait at the stopped process and are the first it sees.
  const readiness = Array.from({ length: 20 }, () => ask(leader.exporter.url('admin', '/readyz')));
  const work = ask(leader.exporter.url('inbound'), { agent });
  const upgrade = ask(leader.exporter.url('inbound'), { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
  await sleep(50);
  leader.exporter.child.kill('SIGCONT');
  expect((await Promise.all(readiness)).map(({ status }) => status)).toEqual(readiness.map(() => 503));
  for (const answer of [await work, await upgrade]) {
    expect([answer.status, errorType(answer)]).toEqual([503, 'not_leader']);
    expect(answer.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
  }
  const sampler = new Sampler([leader, standby]);
  await sleep(1000);
  await sampler.stop();
  expect([await isReady(leader), await isReady(standby)]).toEqual([false, true]);
  expect(sampler.overlaps).toBe(0);
  const scrape = await leader.exporter.scrape();
  expect(scrape.value(SIDECAR.backendRole, { role: 'standby' })).toBe(1);
  expect(scrape.value(SIDECAR.leaderLostTimestamp)).toBeLessThan(Date.now() / 1000);
  expect(scrape.value(SIDECAR.httpRequests, { status_code: '503' })).toBe(2);
});

it('lets a drill hand the lead over, and names it so', async () => {
  const [leader, standby] = await startPair();
  const sampler = new Sampler([leader, standby]);
  expect((await ask(leader.exporter.url('admin', '/drill'))).status).toBe(405);
  const drill = await ask(leader.exporter.url('admin', '/drill'), { method: 'POST' });
  expect([drill.status, JSON.parse(drill.body.toString())]).toEqual([200, { drill: 'announced', handed_over: true }]);
  expect(await isReady(leader)).toBe(false);
  await becomesReady(standby);
  const scrape = await tookOver(standby);
  expect(scrape.value(SIDECAR.failovers, { cause: 'drill' })).toBe(1);

  // The next one is none: the backend of the new leader is lost.
  await standby.backend.kill();
  await becomesReady(leader);
  await sampler.stop();
  const next = await tookOver(leader);
  expect(next.value(SIDECAR.failovers, { cause: 'drill' })).toBe(0);
  expect(next.value(SIDECAR.failovers, { cause: 'release' })).toBe(1);
  expect(sampler.overlaps).toBe(0);
});
