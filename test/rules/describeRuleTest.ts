import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ensureBinaries } from '../../setup/binaries';
import { STATE } from '../../setup/paths';
import { readRuleTest, runnable } from './ruleTest';

/** A month or a week takes promtool a minute of CPU time, and the machine may be busy with others. */
const TIMEOUT_MS = 600_000;

const FOLDER = join(STATE, 'rules');

/** What promtool says of the file; nothing when all is as the file expects. The file stays for a look when it is not. */
async function complaintsOf(promtool: string, path: string, content: string): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${process.pid}-${basename(path)}`);
  await writeFile(file, content);
  const complaints = await new Promise<string>((resolve) => {
    execFile(promtool, ['test', 'rules', file], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve(error === null ? '' : stdout + stderr)
    );
  });
  if (complaints === '') {
    await rm(file);
  }
  return complaints;
}

async function expectToPass(promtool: string, path: string, content: string): Promise<void> {
  const complaints = await complaintsOf(promtool, path, content);
  if (complaints !== '') {
    // Not expect(): the difference to an empty text is no help.
    throw new Error(complaints);
  }
}

/** The tests of a file: by the oldest promtool that we support, and by one of Prometheus 3 where there is one. */
export function describeRuleTest(path: string): void {
  const name = basename(path);
  const { PROMTOOL3_BIN: promtool3 } = process.env;

  if (readRuleTest(path).promtool === undefined) {
    it(
      `${name} passes`,
      async () => {
        const { promtool } = await ensureBinaries(['promtool']);
        await expectToPass(promtool, path, runnable(path));
      },
      TIMEOUT_MS
    );
  }

  (promtool3 ? it : it.skip)(
    `${name} passes with Prometheus 3`,
    () => expectToPass(String(promtool3), path, runnable(path, { fuzzy: true })),
    TIMEOUT_MS
  );
}
