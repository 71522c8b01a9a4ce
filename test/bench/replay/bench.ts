import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../../setup/bundle';
import type { Bench, Finding } from '../bench';
import { STEPS_PER_DAY } from './input';
import type { Measured } from './program';

const MUST_MS = 60;
const AIM_MS = 20;
const MUST_MIB = 50;

/** The library is measured as it ships: bundled into one file, in a process of its own. */
async function built(): Promise<{ readonly path: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-replay-'));
  const path = join(folder, 'program.cjs');
  await bundle({ entry: join(__dirname, 'program.ts'), output: path, texts: {} });
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}

export const replayBench: Bench = {
  name: 'replay',
  title: 'an autoscaler replayed on a month, and how that grows with the days and the windows',
  async run({ scale, stage, progress }) {
    const program = await built();
    stage.onEnd(async () => program.remove());
    const seconds = 2 * scale.secondsPerRound;
    const measure = (days: number, windowSeconds: number): Measured => {
      progress(`${days} days, windows of ${windowSeconds} s`);
      const args = [program.path, ...[days, windowSeconds, seconds].map(String)];
      return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    };
    const finding = (days: number, windowSeconds: number, { fastestMs, medianMs, rounds }: Measured): Finding => ({
      what: `replay of ${days} days, windows of ${windowSeconds} s`,
      value: fastestMs,
      unit: 'ms',
      better: 'less',
      detail: `${days * STEPS_PER_DAY} steps, CPU time, the fastest of ${rounds}; the middle one: ${medianMs.toFixed(1)} ms`,
    });
    const days = (count: number) => Math.max(1, Math.round(count * Math.max(scale.share, 0.01)));
    const month = days(30);
    const ofMonth = measure(month, 600);
    const growth = [
      ...[0, 3600].map((windowSeconds) => [month, windowSeconds] as const),
      ...[1, 7, 90, 365].map((count) => [days(count), 600] as const),
    ];
    return [
      { ...finding(month, 600, ofMonth), must: MUST_MS, aim: AIM_MS },
      ...growth.map(([count, windowSeconds]) => finding(count, windowSeconds, measure(count, windowSeconds))),
      {
        what: `what a replay of ${month} days keeps`,
        value: ofMonth.keptMiB,
        unit: 'MiB',
        better: 'less',
        must: MUST_MIB,
        detail: 'the load as prepared, and four columns of the result',
      },
    ];
  },
};
