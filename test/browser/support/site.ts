import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from '../../../setup/paths';
import { COST, FAILOVER, REPLICAS, START } from './metrics';
import { Prometheus } from './prometheus';

const MINUTE_MS = 60_000;
const UP_WITHIN_MS = 4 * MINUTE_MS;
const DATA_WITHIN_MS = 4 * MINUTE_MS;
/** How much of the past the tests look at. */
const SPAN_MS = 20 * MINUTE_MS;

/** What must be recorded before panels can be compared with it. */
const NEEDED = [
  `count(${REPLICAS.current}) >= 5`,
  `count(${START.readyAt})`,
  `count(${COST.monthForecast})`,
  `count(last_over_time(${FAILOVER.at}[15m]))`,
  `count(count_over_time(${COST.byModel}[10m]) >= 2)`,
];

interface Demo {
  readonly preview: string;
  readonly prometheus: string;
  readonly fleet: string;
}

/** Starts the demo as a user does, and waits until it says where it is. */
async function startDemo(folder: string): Promise<{ demo: Demo; child: ChildProcess }> {
  const file = join(folder, 'demo.json');
  const args = ['--import', 'tsx', 'demo/main.ts', '--no-grafana', '--port', '3300', '--json', file];
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'inherit', 'inherit'] });
  const deadline = Date.now() + UP_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text) {
      return { demo: JSON.parse(text), child };
    }
    await sleep(250);
  }
  child.kill('SIGTERM');
  throw new Error('The demo did not come up; its last lines are above.');
}

/** Asks the fleet to lose a leader, so that there is a failover to look at. */
export async function killLeader(fleet: string): Promise<void> {
  const deadline = Date.now() + 2 * MINUTE_MS;
  for (;;) {
    const response = await fetch(new URL('/kill-leader', fleet), { method: 'POST' });
    if (response.ok) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`The fleet has no leader to kill: ${response.status} ${await response.text()}`);
    }
    await sleep(1000);
  }
}

/** The end of the last whole minute at which everything was recorded that the tests need. */
async function firstGoodMinute(prometheus: Prometheus): Promise<number> {
  const deadline = Date.now() + DATA_WITHIN_MS;
  let missing: string[] = [];
  while (Date.now() < deadline) {
    // Rules of a minute are evaluated within the next one.
    const minute = Math.floor((Date.now() - 20_000) / MINUTE_MS) * MINUTE_MS;
    const values = await Promise.all(NEEDED.map((expression) => prometheus.value(expression, minute)));
    missing = NEEDED.filter((_, i) => values[i] === undefined);
    if (missing.length === 0) {
      return minute;
    }
    await sleep(2000);
  }
  throw new Error(
    `After ${DATA_WITHIN_MS / 1000} s Prometheus at ${prometheus.url} has nothing for: ${missing.join('; ')}`
  );
}

/**
 * Before all tests: a demo, or the one whose file ELASTISCOPE_DEMO names, with everything in it that panels show. Tests
 * find it in the environment, see `test.ts`. The answer stops it again.
 */
export default async function bringUpSite(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'elastiscope-browser-'));
  const running = process.env.ELASTISCOPE_DEMO;
  const { demo, child } = running
    ? { demo: JSON.parse(await readFile(running, 'utf8')) as Demo, child: undefined }
    : await startDemo(folder);
  const stop = async () => {
    if (child && child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await killLeader(demo.fleet);
    console.log('waiting until panels have something to show …');
    const toMs = await firstGoodMinute(new Prometheus(demo.prometheus));
    process.env.SITE_PREVIEW = demo.preview;
    process.env.SITE_PROMETHEUS = demo.prometheus;
    process.env.SITE_FLEET = demo.fleet;
    process.env.SITE_FROM_MS = String(toMs - SPAN_MS);
    process.env.SITE_TO_MS = String(toMs);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
