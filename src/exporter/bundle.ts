import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '../..');
const OUTPUT = join(ROOT, 'build/exporter/elastiscope-exporter.cjs');

/**
 * Bundles the exporter into one file that needs nothing but Node. Names are kept, so that a stack trace can be read. Run by
 * `npm run build:exporter`.
 */
async function bundle(output: string): Promise<void> {
  const manifest: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const prices = readFileSync(join(__dirname, 'gateway/pricing/prices.csv'), 'utf8');
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
      ELASTISCOPE_BUNDLED_PRICES: JSON.stringify(prices),
    },
    logLevel: 'warning',
  });
  chmodSync(output, 0o755);
}

void bundle(process.argv[2] ?? OUTPUT);
