import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from '../../setup/command';
import { PROJECT } from '../../setup/paths';

const WRITER = join(PROJECT, 'demo/history/main.ts');

/** Whether this checkout can write history. */
export function hasHistory(): boolean {
  return existsSync(WRITER);
}

/** Writes the last day as blocks of samples into `folder`, where Prometheus will find them when it starts. */
export async function writeHistory(
  folder: string,
  prometheus: string,
  say: (line: string) => void,
  signal: AbortSignal
): Promise<void> {
  const args = ['--import', 'tsx', WRITER, '--out', folder, '--prometheus', prometheus];
  const { ok, output } = await runCommand(process.execPath, args, { cwd: PROJECT, onLine: say, signal });
  if (!ok) {
    throw new Error(
      `The history could not be written:\n${lastLines(output, 12)}\nStart without it: npm run demo -- --no-history`
    );
  }
}
