import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcement } from '../../../demo/launch/announcement';
import { PROJECT } from '../../../setup/paths';

const UP_WITHIN_MS = 5 * 60_000;

/** A running demo, and how to stop it. */
export interface RunningDemo {
  readonly at: Announcement;
  stop(): Promise<void>;
}

async function waitFor(file: string, child: ChildProcess): Promise<Announcement> {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text) {
      return JSON.parse(text);
    }
    await sleep(250);
  }
  throw new Error('The demo did not come up; its last lines are above.');
}

/** Starts the demo as a user does, or takes the one whose file ELASTISCOPE_DEMO names, which is left running. */
export async function startDemo(...options: readonly string[]): Promise<RunningDemo> {
  const running = process.env.ELASTISCOPE_DEMO;
  if (running) {
    return { at: JSON.parse(await readFile(running, 'utf8')), stop: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'elastiscope-demo-'));
  const file = join(folder, 'demo.json');
  const args = ['--import', 'tsx', 'demo/main.ts', '--port', '3300', '--json', file, ...options];
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'inherit', 'inherit'] });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { at: await waitFor(file, child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asks the fleet to lose a leader, so that there is a failover to look at. */
export async function killLeader(fleet: string): Promise<void> {
  const deadline = Date.now() + 120_000;
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
