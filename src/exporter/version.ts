import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set by bundle.ts; absent when the sources run unbundled. */
declare const ELASTISCOPE_BUNDLED_VERSION: string | undefined;

/** Version of the exporter: the one of package.json. */
export function exporterVersion(): string {
  if (typeof ELASTISCOPE_BUNDLED_VERSION === 'string') {
    return ELASTISCOPE_BUNDLED_VERSION;
  }
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}
