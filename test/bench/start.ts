import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../integration/exporterProcess';
import type { Bench } from './bench';
import { median } from './support/statistics';

const RUNS = 15;
const LOOK_MS = 1;
const LONGEST_MS = 10_000;

export const start: Bench = {
  name: 'start',
  title: 'from the start of the process to the first proxied byte; size of the bundle',
  async run({ stage, scale, progress }) {
    const backend = await stage.server('json');
    const runs = Math.max(1, Math.round(RUNS * Math.min(1, scale.share * 20)));
    const firstByte: number[] = [];
    const bare: number[] = [];
    for (let run = 0; run < runs; run++) {
      firstByte.push(await startOnce(stage.bundle, backend.url));
      bare.push(await runBareNode());
      progress(`start ${run + 1} of ${runs}`);
    }
    return [
      {
        what: 'start to first proxied byte',
        value: median(firstByte),
        unit: 'ms',
        better: 'less',
        must: 400,
        aim: 150,
        detail: `at most ${Math.max(...firstByte).toFixed(0)} ms; a node that does nothing takes ${median(bare).toFixed(0)} ms`,
      },
      {
        what: 'size of the bundle',
        value: statSync(stage.bundle).size / 1000,
        unit: 'kB',
        better: 'less',
        must: 1500,
        aim: 600,
        detail: 'one file, prices included',
      },
    ];
  },
};

/** Starts the exporter and asks until its inbound proxy answers; ms from the start to that answer's first byte. */
async function startOnce(bundle: string, backendUrl: string): Promise<number> {
  const port = await freePort();
  const begunAt = performance.now();
  const child = spawn(process.execPath, [bundle], {
    env: {
      PATH: process.env.PATH,
      ELASTISCOPE_BACKEND_URL: backendUrl,
      ELASTISCOPE_LOG_LEVEL: 'warn',
      ELASTISCOPE_INBOUND_LISTEN: `127.0.0.1:${port}`,
      ELASTISCOPE_GATEWAY_LISTEN: '127.0.0.1:0',
      ELASTISCOPE_ADMIN_LISTEN: '127.0.0.1:0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (!(await answers(port))) {
      if (performance.now() - begunAt > LONGEST_MS || child.exitCode !== null) {
        throw new Error('the exporter never passed a request on');
      }
      await sleep(LOOK_MS);
    }
    return performance.now() - begunAt;
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    http
      .get({ host: '127.0.0.1', port, path: '/api/items', agent: false }, (answer) => {
        answer.once('data', () => resolve(answer.statusCode === 200)).once('error', () => undefined);
      })
      .once('error', () => resolve(false));
  });
}

/** What any program in Node pays: ms for a process that does nothing. */
async function runBareNode(): Promise<number> {
  const begunAt = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - begunAt;
}
