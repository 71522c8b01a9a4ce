import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DATA_DESCRIPTOR } from './relocate';

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">root/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Folders below `root` that hold shared libraries, relative to it, the main ones first. */
async function libraryFolders(root: string): Promise<string[]> {
  const folders = new Set<string>();
  for (const top of ['usr/lib', 'lib'].map((folder) => join(root, folder)).filter((folder) => existsSync(folder))) {
    for (const entry of await readdir(top, { recursive: true, withFileTypes: true })) {
      if (/\.so(\.|$)/.test(entry.name) && !entry.isDirectory()) {
        folders.add(relative(root, entry.parentPath ?? entry.path));
      }
    }
  }
  return [...folders].sort((a, b) => a.length - b.length);
}

/**
 * Writes `<base>/bin/<name>`: a script that becomes `<base>/<program>`, keeping the process id, with the libraries and
 * fonts that were unpacked into `<base>/root`, and with its `dataFolder` (see `relocate`). The folder can be moved
 * afterwards.
 */
export async function writeWrapper(base: string, name: string, program: string, dataFolder?: string): Promise<void> {
  const root = join(base, 'root');
  const lines = ['#!/bin/sh', 'base=$(cd "$(dirname "$0")/.." && pwd -P)'];
  const libraries = await libraryFolders(root);
  if (libraries.length > 0) {
    const path = libraries.map((folder) => `$base/root/${folder}`).join(':');
    lines.push(`export LD_LIBRARY_PATH="${path}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`);
  }
  if (existsSync(join(root, 'usr/share/fonts'))) {
    await writeFile(join(base, 'fonts.conf'), FONTS);
    lines.push('[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$base/fonts.conf"');
  }
  if (dataFolder) {
    lines.push(`exec ${DATA_DESCRIPTOR}<"$base/root/${dataFolder}"`);
  }
  lines.push(`exec "$base/${program}" "$@"`, '');
  await mkdir(join(base, 'bin'), { recursive: true });
  await writeFile(join(base, 'bin', name), lines.join('\n'), { mode: 0o755 });
}
