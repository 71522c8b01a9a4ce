import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';

/**
 * Stands for an icon that Grafana's server has and the published package lacks: the mirrored counterpart where there is
 * one (`angle-double-left` from `angle-double-right`), else an empty one of the same size.
 */
export async function standInIcon(file: string | undefined): Promise<string> {
  if (file === undefined) {
    return EMPTY;
  }
  const counterpart = basename(file).replace('left', 'right');
  const svg = await readFile(join(dirname(file), counterpart), 'utf8').catch(() => undefined);
  return svg?.replace(/(<svg[^>]*>)(.*)(<\/svg>)/s, '$1<g transform="matrix(-1 0 0 1 24 0)">$2</g>$3') ?? EMPTY;
}
