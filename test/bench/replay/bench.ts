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
const ADVISE = { days: 7, candidates: 500, mustSeconds: 6, aimSeconds: 2 } as const;

/** The library is measured as it ships: bundled into one file, in a process of its own. */
async function built(): Promise<{ readonly path: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-replay-'));
  const path = join(folder, 'program.cjs');
  await bundle({ entry: join(__dirname, 'program.ts'), output: path, texts: {} });
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}

export const replayBench: Bench = {
  name: 'replay',
  title: 'an autoscaler replayed on a month, how that grows with the days and the windows, and advice on a week',
  async run({ scale, stage, progress }) {
    const program = await built();
    stage.onEnd(async () => program.remove());
    const seconds = 2 * scale.secondsPerRound;
    const measure = (what: 'replay' | 'advise', ...sizes: readonly [days: number, size: number]): Measured => {
      progress(`${what} ${sizes.join(' ')}`);
      const args = [program.path, what, ...[...sizes, seconds].map(String)];
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
    const ofMonth = measure('replay', month, 600);
    const candidates = Math.max(10, Math.round(ADVISE.candidates * scale.share));
    const ofAdvise = measure('advise', ADVISE.days, candidates);
    const growth = [
      ...[0, 3600].map((windowSeconds) => [month, windowSeconds] as const),
      ...[1, 7, 90, 365].map((count) => [days(count), 600] as const),
    ];
    return [
      { ...finding(month, 600, ofMonth), must: MUST_MS, aim: AIM_MS },
      ...growth.map(([count, windowSeconds]) => finding(count, windowSeconds, measure('replay', count, windowSeconds))),
      {
        what: `what a replay of ${month} days keeps`,
        value: ofMonth.keptMiB,
        unit: 'MiB',
        better: 'less',
        must: MUST_MIB,
        detail: 'the load as prepared, and four columns of the result',
      },
      {
        what: `advice of ${candidates} settings on ${ADVISE.days} days`,
        value: ofAdvise.fastestMs / 1000,
        unit: 's',
        better: 'less',
        must: ADVISE.mustSeconds,
        aim: ADVISE.aimSeconds,
        detail: `CPU time, the fastest of ${ofAdvise.rounds}; the middle one: ${(ofAdvise.medianMs / 1000).toFixed(2)} s`,
      },
    ];
  },
};
