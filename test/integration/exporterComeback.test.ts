import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { PROJECT } from '../../setup/paths';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, freePort, type Labels, serve, type TestServer } from './exporterProcess';
import { LeaseApi } from './leaseApiProcess';

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;

beforeAll(() => {
  bundle = buildExporter();
});

afterEach(async () => {
  await exporter.stop();
  await backend.kill();
});

afterAll(() => bundle.remove());

const answer: http.RequestListener = (_, response) => response.end('served');

/** A pod: the sidecar before a backend that will come back on the same port. */
async function startPod(env: Labels = {}): Promise<void> {
  backend = await serve(answer, await freePort());
  exporter = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: backend.url, ...env });
}

const readiness = async () => (await ask(exporter.url('admin', '/readyz'))).status;
const drain = (headers: Labels = {}) => ask(exporter.url('admin', '/wait-for-drain'), { headers });

async function restartBackend(): Promise<void> {
  const { port } = backend;
  await backend.kill();
  await sleep(600);
  backend = await serve(answer, port);
}

async function becomesReady(): Promise<void> {
  for (const end = Date.now() + 10_000; (await readiness()) !== 200; await sleep(50)) {
    if (Date.now() > end) {
      throw new Error(`it is not ready again\n${exporter.log}`);
    }
  }
}

const resumed = async (reason: string) => (await exporter.scrape()).value(SIDECAR.shutdownResumed, { reason });

// The kubelet's order of events when a liveness probe fails: preStop, SIGTERM to the backend only, a new backend.
describe('drain-after-liveness-restart, prestop-liveness-restart', () => {
  it('serves again when the backend does', async () => {
    await startPod();
    await becomesReady();
    expect((await drain()).status).toBe(200);
    expect(await readiness()).toBe(503);
    await expect(ask(exporter.url('inbound'))).rejects.toThrow('ECONNREFUSED');
    await restartBackend();
    await becomesReady();
    expect((await ask(exporter.url('inbound'))).body.toString()).toBe('served');
    expect(await resumed('backend_restarted')).toBe(1);
    expect(exporter.log).toContain('serving again after a drain');
  });

  it('as often as it happens, and still ends as it should', async () => {
    await startPod();
    for (const times of [1, 2, 3]) {
      await becomesReady();
      await drain();
      await restartBackend();
      await becomesReady();
      expect(await resumed('backend_restarted')).toBe(times);
    }
    exporter.child.kill('SIGTERM');
    expect(await exporter.exited).toBe(0);
  });

  it('serves again when nobody ends the backend within the grace period', async () => {
    await startPod({ ELASTISCOPE_GRACE_PERIOD_SECONDS: '3' });
    await becomesReady();
    await drain();
    expect(await readiness()).toBe(503);
    await becomesReady();
    expect((await ask(exporter.url('inbound'))).status).toBe(200);
    expect(await resumed('not_ended')).toBe(1);
  });

  it('does not come back once the sidecar itself is told to end', async () => {
    await startPod({ ELASTISCOPE_LINGER_SECONDS: '4' });
    await becomesReady();
    await drain();
    exporter.child.kill('SIGTERM');
    await restartBackend();
    await sleep(1500);
    expect(await readiness()).toBe(503);
    await expect(ask(exporter.url('inbound'))).rejects.toThrow('ECONNREFUSED');
  });

  it('takes part in the election again', async () => {
    const api = await LeaseApi.start();
    try {
      await startPod({
        ELASTISCOPE_ELECTION: 'lease',
        ELASTISCOPE_LEASE: 'langflow/leader',
        ELASTISCOPE_IDENTITY: 'a',
        ELASTISCOPE_KUBERNETES_URL: api.url,
        ELASTISCOPE_LEASE_DURATION_SECONDS: '3',
        ELASTISCOPE_RENEW_DEADLINE_SECONDS: '2',
        ELASTISCOPE_RETRY_PERIOD_SECONDS: '0.5',
      });
      await becomesReady();
      await drain();
      expect(api.holder('leader')).toBe('');
      await restartBackend();
      await becomesReady();
      expect(api.holder('leader')).toBe('a');
      expect((await ask(exporter.url('inbound'))).body.toString()).toBe('served');
    } finally {
      await api.stop();
    }
  });
});

describe('the preStop hook', () => {
  const manifest = readFileSync(join(PROJECT, 'provisioning/kubernetes/sidecar.yaml'), 'utf8');
  const [deployment] = parseAllDocuments(manifest);
  const shipped = [0, 1, 2].map((i) =>
    String(
      deployment.getIn(['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop', 'exec', 'command', i])
    )
  );
  const [documented] = [
    ...readFileSync(join(PROJECT, 'docs/sidecar.md'), 'utf8').matchAll(/command: \[(wget, .*)\]/g),
  ].map(([, list = '']) => list.split(', ').map((word) => word.replaceAll("'", '')));

  it.each([
    ['of the manifest', shipped],
    ['of an image with wget', documented],
  ])('%s waits for the drain', async (_, [program = '', ...args]) => {
    await startPod();
    await becomesReady();
    const run = promisify(execFile)(
      program,
      args.map((arg) => arg.replace(':9464', `:${exporter.port('admin')}`))
    );
    const missing = await run.then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          return true;
        }
        throw error;
      }
    );
    if (missing) {
      console.warn(`SKIPPED: there is no ${program} here`);
      return;
    }
    expect(await readiness()).toBe(503);
    expect((await exporter.scrape()).value(SIDECAR.shutdownDrain)).toBeGreaterThan(0);
  });
});

describe('drain-by-anybody', () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  // Where there is no other interface, nobody else can call.
  const whereOthersCall = outside === undefined ? it.skip : it;
  const fromOutside = (path: string, options: http.RequestOptions = {}) =>
    ask(`http://${outside}:${exporter.port('admin')}${path}`, options);

  whereOthersCall('is refused and counted, and the pod goes on', async () => {
    await startPod({ ELASTISCOPE_ADMIN_LISTEN: '0.0.0.0:0' });
    await becomesReady();
    const refused = await fromOutside('/wait-for-drain');
    expect(refused.status).toBe(403);
    expect(refused.body.toString()).toContain('ELASTISCOPE_CONTROL_FROM');
    expect((await fromOutside('/readyz')).status).toBe(200);
    expect((await fromOutside('/metrics')).status).toBe(200);
    expect((await ask(exporter.url('inbound'))).status).toBe(200);
    expect((await exporter.scrape()).value(SIDECAR.adminRefused, { path: '/wait-for-drain' })).toBe(1);
  });

  whereOthersCall('is let in from a network that may, and with the token', async () => {
    await startPod({ ELASTISCOPE_ADMIN_LISTEN: '0.0.0.0:0', ELASTISCOPE_CONTROL_FROM: `${outside}/24` });
    await becomesReady();
    expect((await fromOutside('/wait-for-drain')).status).toBe(200);
    await exporter.stop();
    await backend.kill();
    await startPod({
      ELASTISCOPE_ADMIN_LISTEN: '0.0.0.0:0',
      ELASTISCOPE_CONTROL_FROM: '',
      ELASTISCOPE_CONTROL_TOKEN: 's3cret',
    });
    await becomesReady();
    expect((await drain()).status).toBe(403);
    expect((await fromOutside('/wait-for-drain', { headers: { Authorization: 'Bearer wrong' } })).status).toBe(403);
    expect((await fromOutside('/wait-for-drain', { headers: { Authorization: 'Bearer s3cret' } })).status).toBe(200);
    expect(exporter.log).not.toContain('s3cret');
  });
});
