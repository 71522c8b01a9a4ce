import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../rules/bundle';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command, bundled as it is now into a folder of its own; call `remove` when done. */
export function buildCommand() {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-cli-'));
  const path = join(folder, 'elastiscope.cjs');
  execFileSync(process.execPath, ['--import', 'tsx', join(PROJECT, 'src/cli/bundle.ts'), path], { cwd: PROJECT });
  return {
    /** The bundle, for Node to run. */
    path,
    /** Runs it with arguments, outside of the project, so that it has nothing but itself. */
    run: (args: readonly string[], input = ''): Promise<Outcome> =>
      new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          [path, ...args],
          { cwd: folder, maxBuffer: 64 * 2 ** 20 },
          (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
        );
        child.stdin?.end(input);
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
