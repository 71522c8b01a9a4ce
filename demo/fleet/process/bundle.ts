import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const FLEET = join(__dirname, '..');
const PROJECT = join(FLEET, '..', '..');

export const EXPORTER_BUNDLE = join(PROJECT, 'build', 'exporter', 'elastiscope-exporter.cjs');

export interface Programs {
  readonly backend: string;
  readonly preload: string;
}

/** Makes plain JavaScript of what runs many times over, so that no child carries a compiler. */
export async function bundlePrograms(directory: string): Promise<Programs> {
  await build({
    entryPoints: { backend: join(FLEET, 'backend', 'main.ts'), preload: join(FLEET, 'process', 'endWithParent.ts') },
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return { backend: join(directory, 'backend.cjs'), preload: join(directory, 'preload.cjs') };
}

/** The sidecar's bundle: the given one, else the project's own, which is built when it is missing. */
export function findExporter(given: string | undefined): string {
  if (given !== undefined) {
    if (!existsSync(given)) {
      throw new Error(`--exporter ${given}: there is no such file`);
    }
    return given;
  }
  if (!existsSync(EXPORTER_BUNDLE)) {
    const script = join(PROJECT, 'src', 'exporter', 'bundle.ts');
    const built = spawnSync(process.execPath, ['--import', 'tsx', script], { cwd: PROJECT, encoding: 'utf8' });
    if (built.status !== 0 || !existsSync(EXPORTER_BUNDLE)) {
      throw new Error(`the exporter could not be built (npm run build:exporter):\n${built.stderr}`);
    }
  }
  return EXPORTER_BUNDLE;
}
