import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set by bundle.ts; absent when the sources run unbundled. */
declare const ELASTISCOPE_BUNDLED_VERSION: string | undefined;

/** Version of the command: the one of package.json. */
export function cliVersion(): string {
  if (typeof ELASTISCOPE_BUNDLED_VERSION === 'string') {
    return ELASTISCOPE_BUNDLED_VERSION;
  }
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(join(__dirname, '../../package.json'), 'utf8')
  );
  return manifest.version;
}
