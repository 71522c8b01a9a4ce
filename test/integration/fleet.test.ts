import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fleet, type FleetOptions } from '../../demo/fleet/fleet';
import { pause } from '../../demo/fleet/net/wait';
import { findExporter } from '../../demo/fleet/process/bundle';
import { SCENARIOS } from '../../demo/fleet/scenarios';
import type { Scenario } from '../../demo/fleet/scenarios/types';
import type { Workload } from '../../demo/fleet/workload';
import { SIDECAR } from '../../src/vocabulary';
import { Scraper } from './support/scraper';

/** A scenario of the demo under a steady load, with replicas that only the test changes. */
function steady(name: string, replicas: number): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) {
    throw new Error(`there is no scenario ${name}`);
  }
  const noise = { periodSeconds: 60, depth: 0 };
  return {
    ...scenario,
    tide: { peak: 6, nightShare: 1, busiestHourUtc: 0, waves: [], noise },
    scaling: { kind: 'fixed', replicas },
  };
}

async function until(what: string, seconds: number, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${seconds} s`);
    }
    await pause(0.1);
  }
}

describe('the fleet', () => {
  let directory: string;
  let fleet: Fleet | undefined;
  const log: string[] = [];

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
      exporter: findExporter(undefined),
      bind: '127.0.0.1',
      seed: 'test',
      startupScale: 0.2,
      loadScale: 1,
      drainMinSeconds: 2.5,
      lingerSeconds: 2,
      rejectEvery: 20,
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

  it.each(['chatchat', 'langflow', 'kotaemon-zero'])(
    'rolls a release of %s out and scales it down without losing or miscounting a request or a token',
    async (name) => {
      const running = await start([steady(name, 2)]);
      const { deployment, load } = workload(name);
      const scraper = new Scraper(running);
      await until('two ready replicas', 30, () => deployment.ready.length === 2);
      await until('the first answers', 15, () => load.counts.answered > 10);

      deployment.release();
      await until('two replicas of the new release alone', 60, () => {
        return deployment.updated.length === 2 && deployment.all.length === 2 && deployment.ready.length === 2;
      });
      deployment.scaleTo(1);
      await until('one replica', 30, () => deployment.all.length === 1);
      await running.stopLoad();
      await scraper.stop();

      const { asked, answered, failed, skipped, statuses, lastFailure } = load.counts;
      expect({ failed, skipped, lastFailure }).toEqual({ failed: 0, skipped: 0, lastFailure: undefined });
      expect(answered).toBe(asked);
      const sent = Object.values(statuses).reduce((sum, count) => sum + count, 0);
      expect(scraper.sum(SIDECAR.httpRequests.name)).toBe(sent);
      expect(scraper.sum(SIDECAR.httpRequests.name, { status_code: '200' })).toBe(statuses[200]);
      expect(scraper.sum(SIDECAR.shutdownRequestsCut.name)).toBe(0);

      const { requests, rejected, interrupted, models } = running.provider.readTotals();
      expect(interrupted).toBe(0);
      expect(rejected).toBeGreaterThan(0);
      expect(scraper.sum(SIDECAR.llmRequests.name)).toBe(requests);
      expect(scraper.sum(SIDECAR.llmRequests.name, { status_code: '429' })).toBe(rejected);
      for (const [model, totals] of Object.entries(models)) {
        const counted = (kind: string) => scraper.sum(SIDECAR.llmTokens.name, { model, kind });
        expect({ model, read: counted('cache_read'), input: counted('input'), output: counted('output') }).toEqual({
          model,
          read: totals.cachedTokens,
          input: totals.promptTokens - totals.cachedTokens,
          output: totals.completionTokens,
        });
      }
    },
    150_000
  );

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
});
