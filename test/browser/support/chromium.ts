import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LaunchOptions } from '@playwright/test';
import { PROJECT } from '../../../setup/paths';

/** How to start Chromium as this machine has it, or from the project's cache. */
export async function chromium(): Promise<LaunchOptions> {
  const args = ['--import', 'tsx', 'setup/binaries.ts', 'chromium'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT });
  // Containers give a browser no sandbox of its own; the pages are ours.
  return { executablePath: stdout.trim(), args: ['--no-sandbox'] };
}
