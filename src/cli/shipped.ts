import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set by bundle.ts: what SHIPPED_FOLDER holds. Absent when the sources run unbundled. */
declare const ELASTISCOPE_BUNDLED_ALERTS: Readonly<Record<string, string>> | undefined;

const SHIPPED_FOLDER = join(__dirname, '../../alerts');

/** The text of every file below `alerts/`, by its path there. */
export function shippedFiles(): Readonly<Record<string, string>> {
  if (typeof ELASTISCOPE_BUNDLED_ALERTS === 'object') {
    return ELASTISCOPE_BUNDLED_ALERTS;
  }
  const paths = readdirSync(SHIPPED_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(yml|tmpl)$/.test(path))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(SHIPPED_FOLDER, path), 'utf8')]));
}

/** The text of one file below `alerts/`. Throws when this version has no such file. */
export function shippedFile(path: string): string {
  const text = shippedFiles()[path];
  if (text === undefined) {
    throw new Error(`alerts/${path} is not part of this version`);
  }
  return text;
}
