import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, runCommand } from '../../setup/command';
import { withLock } from '../../setup/lock';
import { CACHE, PROJECT } from '../../setup/paths';

/** Something that an npm script builds from sources. */
interface Build {
  readonly title: string;
  readonly script: string;
  /** A file that the build writes. */
  readonly output: string;
  /** Files and folders it is made from. */
  readonly sources: readonly string[];
}

export const PLUGIN: Build = {
  title: 'plugin',
  script: 'build:plugin',
  output: 'dist/module.js',
  sources: ['src', 'package.json', 'package-lock.json', 'webpack.config.ts', 'README.md', 'CHANGELOG.md'],
};

export const EXPORTER: Build = {
  title: 'exporter',
  script: 'build:exporter',
  output: 'build/exporter/elastiscope-exporter.cjs',
  sources: ['src/exporter', 'src/vocabulary', 'package.json', 'package-lock.json'],
};

/** When the newest of the files below was changed, in unix milliseconds. Tests are in no build. */
async function newestChange(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    return 0;
  }
  if (!found.isDirectory()) {
    return found.mtimeMs;
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  const times = await Promise.all(
    files.map(async (entry) => (await stat(join(entry.parentPath ?? entry.path, entry.name))).mtimeMs)
  );
  return Math.max(0, ...times);
}

async function isFresh({ output, sources }: Build): Promise<boolean> {
  const built = await stat(join(PROJECT, output)).catch(() => undefined);
  const changes = await Promise.all(sources.map((source) => newestChange(join(PROJECT, source))));
  return built !== undefined && built.mtimeMs >= Math.max(...changes);
}

/** Builds what is missing or older than its sources; one process builds at a time. */
export async function ensureBuilt(build: Build, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  await withLock(
    join(CACHE, `${build.title}.lock`),
    (holder) => say(`waiting for process ${holder}, which builds the ${build.title}`),
    async () => {
      if (await isFresh(build)) {
        say(`${build.title}: already built`);
        return;
      }
      say(`${build.title}: building (npm run ${build.script})`);
      const before = performance.now();
      const { ok, output } = await runCommand('npm', ['run', '--silent', build.script], { cwd: PROJECT, signal });
      if (!ok) {
        throw new Error(`npm run ${build.script} failed:\n${lastLines(output, 20)}`);
      }
      say(`${build.title}: built (${((performance.now() - before) / 1000).toFixed(1)} s)`);
    }
  );
}
