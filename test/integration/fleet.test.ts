import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fleet, type FleetOptions } from '../../demo/fleet/fleet';
import type { Scenario } from '../../demo/fleet/scenarios/types';
import type { Workload } from '../../demo/fleet/workload';
import { SIDECAR } from '../../src/vocabulary';
import { ensureBinaries } from '../../setup/binaries';
import { buildExporter } from './exporterProcess';
import { Scraper } from './support/scraper';
import { steady } from './support/steady';
import { until } from './support/until';

describe('the fleet', () => {
  let directory: string;
  let fleet: Fleet | undefined;
  let exporter: ReturnType<typeof buildExporter>;
  let nginx: string;
  const log: string[] = [];

  beforeAll(async () => {
    exporter = buildExporter();
    ({ nginx } = await ensureBinaries(['nginx']));
  }, 300_000);

  afterAll(() => exporter.remove());

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fleet-'));
    log.length = 0;
  });

  afterEach(async () => {
    await fleet?.stop();
    fleet = undefined;
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(scenarios: readonly Scenario[], more: Partial<FleetOptions> = {}): Promise<Fleet> {
    fleet = new Fleet({
      scenarios,
      stateDirectory: directory,
      exporter: exporter.path,
      nginx,
      bind: '127.0.0.1',
      seed: 'test',
      startupScale: 0.2,
      loadScale: 1,
      drainMinSeconds: 2.5,
      lingerSeconds: 2,
      // Often enough to happen, and so rarely that hardly ever a question is refused thrice, which no client retries.
      rejectEvery: 50,
      chaos: false,
      log: (line) => log.push(line),
      ...more,
    });
    await fleet.start();
    return fleet;
  }

  function workload(name: string): Workload {
    const found = fleet?.workloads.find(({ scenario }) => scenario.name === name);
    if (!found) {
      throw new Error(`there is no workload ${name}`);
    }
    return found;
  }

  it('rolls releases out and scales down without losing or miscounting a request or a token', async () => {
    const running = await start(['chatchat', 'langflow', 'kotaemon-zero'].map((name) => steady(name, 2)));
    const scraper = new Scraper(running);
    const { workloads } = running;
    const all = (holds: (one: Workload) => boolean) => () => workloads.every(holds);
    await until(
      'two ready replicas each',
      40,
      all(({ deployment }) => deployment.ready.length === 2)
    );
    await until(
      'the first answers',
      20,
      all(({ load }) => load.counts.answered > 10)
    );
    workloads.forEach(({ deployment }) => deployment.release());
    await until(
      'two replicas of the new release alone',
      80,
      all(({ deployment: { updated, ready, all } }) => [updated, ready, all].every(({ length }) => length === 2))
    );
    workloads.forEach(({ deployment }) => deployment.scaleTo(1));
    await until(
      'one replica each',
      30,
      all(({ deployment }) => deployment.all.length === 1)
    );
    await running.stopLoad();
    await scraper.stop();

    for (const { scenario, load } of workloads) {
      const { asked, answered, failed, skipped, lastFailure } = load.counts;
      const { name } = scenario;
      expect({ name, answered, failed, skipped, lastFailure }).toEqual({
        name,
        answered: asked,
        failed: 0,
        skipped: 0,
      });
    }
    const sent = workloads.flatMap(({ load }) => Object.values(load.counts.statuses));
    expect(scraper.sum(SIDECAR.httpRequests)).toBe(sent.reduce((sum, count) => sum + count, 0));
    expect(scraper.sum(SIDECAR.shutdownRequestsCut)).toBe(0);

    const { requests, rejected, interrupted, models } = running.provider.readTotals();
    expect(interrupted).toBe(0);
    expect(rejected).toBeGreaterThan(0);
    expect(scraper.sum(SIDECAR.llmRequests)).toBe(requests);
    expect(scraper.sum(SIDECAR.llmRequests, { status_code: '429' })).toBe(rejected);
    for (const [model, totals] of Object.entries(models)) {
      const counted = (kind: string) => scraper.sum(SIDECAR.llmTokens, { model, kind });
      expect({ model, read: counted('cache_read'), input: counted('input'), output: counted('output') }).toEqual({
        model,
        read: totals.cachedTokens,
        input: totals.promptTokens - totals.cachedTokens,
        output: totals.completionTokens,
      });
    }
  }, 200_000);

  it('hands the lead over when the leader is killed, and serves again', async () => {
    const running = await start([steady('langflow-ha', 2)]);
    const { deployment, load } = workload('langflow-ha');
    const holder = () => running.leases.find('langflow', 'langflow-ha')?.spec.holderIdentity;
    await until('two ready replicas and a leader', 30, () => deployment.ready.length === 2 && !!holder());
    await until('the first answers', 15, () => load.counts.answered > 5);

    const loss = running.killLeader();
    expect(loss?.instance).toBeDefined();
    await until('another leader', 25, () => holder() !== loss?.instance);
    const seconds = Date.now() / 1000 - (loss?.killedAt ?? 0);
    expect(seconds).toBeGreaterThan(10);
    expect(seconds).toBeLessThan(22);
    const before = load.counts.answered;
    await until('answers from the new leader', 10, () => load.counts.answered > before + 5);
    await until('a standby again', 45, () => deployment.ready.length === 2);
    expect(holder()).not.toBe(loss?.instance);
  });

  it('wakes from zero by a request that waits', async () => {
    await start([steady('kotaemon-zero', 0)]);
    const { deployment, front, load } = workload('kotaemon-zero');
    await until('waiting requests', 10, () => (front.proxy?.waiting ?? 0) > 0);
    expect(deployment.all).toHaveLength(0);
    deployment.scaleTo(1);
    await until('answers', 30, () => load.counts.answered > 5);
    expect(load.counts.failed).toBe(0);
  });

  it('shares the load by weight behind nginx, keeps the backup back, and survives a crash', async () => {
    const running = await start([{ ...steady('kotaemon', 4), tide: { ...steady('kotaemon', 4).tide, peak: 15 } }]);
    const { deployment, load } = workload('kotaemon');
    const scraper = new Scraper(running);
    await until('four ready replicas', 30, () => deployment.ready.length === 4);
    await until('enough answers', 60, () => load.counts.answered > 200);
    const victim = deployment.ready[0];
    const openAtCrash = load.counts.open;
    victim.signalBackend('SIGKILL');
    await until('a restarted backend', 30, () => !victim.isReady).then(() =>
      until('a ready backend', 30, () => victim.isReady)
    );
    await running.stopLoad();
    await scraper.stop();

    const joins = deployment.all.map((replica) => scraper.of(replica.name, SIDECAR.httpRequests, { method: 'POST' }));
    const whole = joins.reduce((sum, count) => sum + count, 0);
    // The first one was away for a while, so only the two whole ones are compared with each other: 3 to 2.
    expect(joins[1] / joins[2]).toBeGreaterThan(1.2);
    expect(joins[1] / joins[2]).toBeLessThan(1.9);
    expect(joins[3]).toBe(0);
    expect(whole).toBeGreaterThanOrEqual(load.counts.asked);
    expect(load.counts.failed).toBeLessThanOrEqual(openAtCrash + 1);
  });
});
