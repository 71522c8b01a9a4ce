import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from './paths';

/** What becomes one program. */
export interface Bundle {
  readonly entry: string;
  readonly output: string;
  /** Constants of the source that take these texts with them, beside ELASTISCOPE_BUNDLED_VERSION. */
  readonly texts: Readonly<Record<string, unknown>>;
}

/** Bundles a program into one file that needs nothing but Node. Names are kept, so that a stack trace can be read. */
export async function bundle({ entry, output, texts }: Bundle): Promise<void> {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const constants = Object.entries({ ELASTISCOPE_BUNDLED_VERSION: manifest.version, ...texts });
  await build({
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    banner: { js: '#!/usr/bin/env node' },
    define: Object.fromEntries(constants.map(([name, value]) => [name, JSON.stringify(value)])),
    logLevel: 'warning',
  });
  chmodSync(output, 0o755);
}
