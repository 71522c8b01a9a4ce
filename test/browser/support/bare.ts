import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LOOPBACK, takePort } from '../../../demo/launch/ports';
import { PROJECT } from '../../../setup/paths';

/** A Prometheus that knows nothing of Elastiscope, and a preview page that reads it. */
export interface BareSite {
  readonly preview: string;
  stopPrometheus(): Promise<void>;
  stop(): Promise<void>;
}

const CONFIGURATION = (address: string) => `
scrape_configs:
  - job_name: prometheus
    scrape_interval: 1s
    static_configs: [{ targets: ['${address}'] }]
`;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

async function startPrometheus(folder: string, address: string): Promise<ChildProcess> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'setup/binaries.ts', 'prometheus'],
    { cwd: PROJECT }
  );
  const config = join(folder, 'prometheus.yml');
  await writeFile(config, CONFIGURATION(address));
  const child = spawn(
    stdout.trim(),
    [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=${address}`],
    { stdio: 'ignore' }
  );
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    const answer = await fetch(`http://${address}/-/ready`).catch(() => undefined);
    if (answer?.ok) {
      return child;
    }
    await sleep(100);
  }
  await end(child);
  throw new Error(`A Prometheus without rules did not start on ${address}.`);
}

/** The address that the preview page prints when it listens. */
async function addressOf(preview: ChildProcess): Promise<string> {
  if (preview.stdout) {
    for await (const line of createInterface({ input: preview.stdout })) {
      const url = /https?:\/\/\S+/.exec(line)?.[0];
      if (url) {
        return url;
      }
    }
  }
  throw new Error('The preview page ended before it listened.');
}

/** Starts both. */
export async function startBarePrometheus(): Promise<BareSite> {
  const folder = await mkdtemp(join(tmpdir(), 'elastiscope-bare-'));
  const address = `${LOOPBACK}:${await takePort(19_090)}`;
  const prometheus = await startPrometheus(folder, address);
  const args = [
    '--import',
    'tsx',
    'demo/preview/main.ts',
    '--prometheus',
    `http://${address}`,
    '--listen',
    `${LOOPBACK}:0`,
  ];
  const preview = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    await Promise.all([end(preview), end(prometheus)]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { preview: await addressOf(preview), stopPrometheus: () => end(prometheus), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
