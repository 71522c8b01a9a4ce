import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { shippedFiles } from './shipped';

const ROOT = join(__dirname, '../..');
const OUTPUT = join(ROOT, 'build/cli/elastiscope.cjs');

/**
 * Bundles the command with the rules and routes into one file that needs nothing but Node. Run by `npm run build:cli`, with
 * another path as argument if it is to lie elsewhere.
 */
async function bundle(output: string): Promise<void> {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  await build({
    entryPoints: [join(__dirname, 'main.ts')],
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    banner: { js: '#!/usr/bin/env node' },
    define: {
      ELASTISCOPE_BUNDLED_VERSION: JSON.stringify(manifest.version),
      ELASTISCOPE_BUNDLED_ALERTS: JSON.stringify(shippedFiles()),
    },
    logLevel: 'warning',
  });
  chmodSync(output, 0o755);
}

void bundle(process.argv[2] ?? OUTPUT);
