import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { hasApt, unpackPackages } from './apt';
import { lastLines, runCommand } from './command';
import { PROJECT } from './paths';
import { writeWrapper } from './wrapper';

const CLI = join(PROJECT, 'node_modules', '@playwright', 'test', 'cli.js');

/** Packages with the libraries that Playwright's Chromium needs and this system lacks, by Playwright's own list. */
async function missingLibraries(env: NodeJS.ProcessEnv): Promise<string[]> {
  const { output } = await runCommand(process.execPath, [CLI, 'install-deps', '--dry-run', 'chromium'], { env });
  return output.split('\n').flatMap((line) => /^\s+([a-z0-9][a-z0-9.+-]+)$/.exec(line)?.[1] ?? []);
}

/** Fetches Playwright's own Chromium into `base` and, where libraries are missing, those from the system's packages. */
export async function fetchPlaywrightChromium(base: string, say: (line: string) => void): Promise<void> {
  await mkdir(base, { recursive: true });
  const env = { PLAYWRIGHT_BROWSERS_PATH: base };
  say('downloading the build that Playwright publishes (playwright install chromium)');
  const installed = await runCommand(process.execPath, [CLI, 'install', 'chromium', '--no-shell'], { env });
  if (!installed.ok) {
    throw new Error(`playwright install chromium failed:\n${lastLines(installed.output, 10)}`);
  }
  const { output } = await runCommand(
    process.execPath,
    ['-e', "console.log(require('@playwright/test').chromium.executablePath())"],
    { cwd: PROJECT, env }
  );
  const program = relative(base, output.trim());
  const linked = await runCommand('ldd', [output.trim()]);
  if (linked.output.includes('not found') && (await hasApt())) {
    const packages = await missingLibraries(env);
    say(`fetching the libraries it needs: ${packages.join(', ')}`);
    await unpackPackages(packages, join(base, 'root'), say);
  }
  await writeWrapper(base, 'chromium', program);
}
