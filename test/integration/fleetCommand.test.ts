import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetState } from '../../demo/fleet/state';
import { ensureBinaries } from '../../setup/binaries';
import { PROJECT } from '../../setup/paths';
import { KUBE_STATE_METRICS } from '../../src/vocabulary';
import { buildExporter, Scrape } from './exporterProcess';
import { until } from './support/until';

const MAIN = join(PROJECT, 'demo/fleet/main.ts');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) {
    throw new Error('no port');
  }
  return address.port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the fleet command', () => {
  let exporter: ReturnType<typeof buildExporter>;
  let prometheus: string;
  let directory: string;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    exporter = buildExporter();
    ({ prometheus } = await ensureBinaries(['prometheus']));
  }, 300_000);

  afterAll(() => exporter.remove());

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fleet-'));
  });

  afterEach(async () => {
    for (const child of started.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });

  function run(...flags: string[]): { child: ChildProcess; output: () => string } {
    const all = ['--import', 'tsx', MAIN, '--state', join(directory, 'fleet'), '--exporter', exporter.path, ...flags];
    const child = spawn(process.execPath, all, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    return { child, output: () => output };
  }

  async function get(port: number, path: string): Promise<string> {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  }

  async function stateOf(port: number): Promise<FleetState> {
    return JSON.parse(await get(port, '/state'));
  }

  async function isServing(port: number): Promise<boolean> {
    return fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false
    );
  }

  it('follows the load that a real Prometheus sees, and leaves nothing behind when it is stopped', async () => {
    const [port, prometheusPort] = [await freePort(), await freePort()];
    const configuration = join(directory, 'prometheus.json');
    const jobs = [
      { job_name: 'sidecars', http_sd_configs: [{ url: `http://127.0.0.1:${port}/targets`, refresh_interval: '1s' }] },
    ];
    writeFileSync(configuration, JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: jobs }));
    const listen = `--web.listen-address=127.0.0.1:${prometheusPort}`;
    const storage = `--storage.tsdb.path=${join(directory, 'samples')}`;
    started.push(spawn(prometheus, [`--config.file=${configuration}`, storage, listen], { stdio: 'ignore' }));

    const flags = ['--scenarios', 'langflow', '--load-scale', '3', '--startup-scale', '0.2', '--no-chaos'];
    const { child, output } = run(
      ...['--prometheus', `http://127.0.0.1:${prometheusPort}`, '--listen', `127.0.0.1:${port}`, ...flags]
    );
    await until('the fleet serves', 30, () => isServing(port));
    const ready = async () =>
      new Scrape(await get(port, '/kube-state-metrics')).value(KUBE_STATE_METRICS.deploymentReadyReplicas) ?? 0;
    await until('a second ready replica', 90, async () => (await ready()) >= 2);
    expect(output()).toMatch(/langflow: 1 → \d+ replicas \(load [\d.]+ requests\/s, /);
    expect(JSON.parse(await get(port, '/targets'))[0]).toEqual({
      targets: [expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
      labels: {
        cluster: 'demo',
        namespace: 'langflow',
        workload: 'langflow',
        instance: expect.stringMatching(/^langflow-[a-z0-9]{6}-[a-z0-9]{5}$/),
      },
    });

    const { pids } = await stateOf(port);
    expect(pids.length).toBeGreaterThanOrEqual(4);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('takes its children with it when it is killed', async () => {
    const port = await freePort();
    const { child } = run(
      '--prometheus',
      'http://127.0.0.1:1',
      '--listen',
      `127.0.0.1:${port}`,
      '--scenarios',
      'chatchat'
    );
    await until('the fleet serves', 30, () => isServing(port));
    await until('its first replica', 10, async () => (await stateOf(port)).pids.length === 2);
    const { pids } = await stateOf(port);
    child.kill('SIGKILL');
    await until('nothing is left', 10, () => !pids.some(isAlive));
  });

  it('keeps what it decided last while Prometheus does not answer, and says so once', async () => {
    const port = await freePort();
    const { output } = run(
      '--prometheus',
      'http://127.0.0.1:1',
      '--listen',
      `127.0.0.1:${port}`,
      '--scenarios',
      'chatchat'
    );
    await until('a word about it', 30, () =>
      output().includes('chatchat: stays at 1 replicas, because http://127.0.0.1:1')
    );
    expect((await stateOf(port)).workloads[0].desired).toBe(1);
  });

  it.each([
    [
      'a scenario it does not know',
      ['--scenarios', 'langflow,moon'],
      /--scenarios: there is no scenario "moon" \(there are langflow, /,
    ],
    ['no Prometheus', [], /--prometheus : the URL of a Prometheus is needed/],
    ['a factor that is no number', ['--load-scale', 'much'], /--load-scale much: is not a number/],
    ['an unknown flag', ['--speed', '3'], /'--speed'/],
    [
      'an exporter that is not there',
      ['--exporter', '/nowhere.cjs'],
      /--exporter \/nowhere\.cjs: there is no such file/,
    ],
  ])('refuses %s in one line', async (name, flags, message) => {
    const { child, output } = run(
      ...(name === 'no Prometheus' ? [] : ['--prometheus', 'http://127.0.0.1:1']),
      ...flags
    );
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).toMatch(message);
  });

  it('refuses a port in use before it starts anything', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { child, output } = run(
      '--prometheus',
      'http://127.0.0.1:1',
      '--listen',
      `127.0.0.1:${port}`,
      '--scenarios',
      'langflow'
    );
    const [code] = await once(child, 'exit');
    server.close();
    expect(code).toBe(1);
    expect(output()).toBe(`fleet: --listen 127.0.0.1:${port}: the port is in use (choose another)\n`);
  });
});
