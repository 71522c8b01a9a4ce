import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE } from '../setup/paths';

/** For a test, on a machine that is busy with others: a week of rules takes promtool minutes of CPU time. */
export const PROMTOOL_TIMEOUT_MS = 600_000;

/** What promtool said of a file of rule tests. */
export interface Said {
  readonly passed: boolean;
  readonly text: string;
  /** The file, in `.elastiscope/promtool`, for whoever looks at a failure. */
  readonly file: string;
  /** Removes the file. */
  forget(): Promise<void>;
}

/** Runs `promtool test rules` on a file of this name and content. It stays until it is forgotten. */
export async function testRules(promtool: string, name: string, content: string): Promise<Said> {
  const folder = join(STATE, 'promtool');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${name}`);
  await writeFile(file, content);
  return new Promise((resolve) => {
    execFile(promtool, ['test', 'rules', file], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ passed: error === null, text: stdout + stderr, file, forget: () => rm(file) })
    );
  });
}
