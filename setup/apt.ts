import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, runCommand } from './command';
import { CACHE } from './paths';

const APT = join(CACHE, 'apt');
const UPDATED = join(APT, 'updated');
const UPDATE_AFTER_MS = 24 * 3_600_000;

/** Options that keep apt out of the system's folders, so that it needs no root: it only reads what is installed. */
const PRIVATE = [
  `Dir::State=${join(APT, 'state')}`,
  `Dir::Cache=${join(APT, 'cache')}`,
  'Debug::NoLocking=1',
  'APT::Sandbox::User=',
  'Acquire::Retries=3',
  'Acquire::Languages=none',
].flatMap((option) => ['-o', option]);

function aptGet(args: readonly string[], onLine?: (line: string) => void) {
  return runCommand('apt-get', [...PRIVATE, ...args], {
    env: { LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    onLine,
  });
}

/** Whether this system has apt and dpkg. */
export async function hasApt(): Promise<boolean> {
  const [apt, dpkg] = await Promise.all([runCommand('apt-get', ['--version']), runCommand('dpkg-deb', ['--version'])]);
  return apt.ok && dpkg.ok;
}

/** Reads the lists of packages, once a day. Returns what apt complained about, for the message of a failing install. */
async function updateLists(say: (line: string) => void): Promise<string> {
  const updated = await stat(UPDATED).catch(() => undefined);
  if (updated && Date.now() - updated.mtimeMs < UPDATE_AFTER_MS) {
    return '';
  }
  await mkdir(join(APT, 'state', 'lists', 'partial'), { recursive: true });
  await mkdir(join(APT, 'cache', 'archives', 'partial'), { recursive: true });
  say('reading the lists of packages (apt-get update in .elastiscope/cache, without root)');
  const { ok, output } = await aptGet(['update', '-q']);
  const complaints = output
    .split('\n')
    .filter((line) => /^[EW]:/.test(line))
    .join('\n');
  if (ok && complaints === '') {
    await writeFile(UPDATED, '');
  }
  return complaints;
}

/**
 * Downloads packages and those of their dependencies that the system lacks, and unpacks them into the folder `root`.
 * Nothing is installed and no script of a package runs.
 */
export async function unpackPackages(
  names: readonly string[],
  root: string,
  say: (line: string) => void
): Promise<void> {
  const complaints = await updateLists(say);
  const archives = `${root}.archives`;
  await mkdir(join(archives, 'partial'), { recursive: true });
  try {
    const { ok, output } = await aptGet(
      // --reinstall: a package that is installed but whose program is not on the PATH is downloaded all the same.
      [
        '-o',
        `Dir::Cache::archives=${archives}`,
        'install',
        '-q',
        '-y',
        '--download-only',
        '--reinstall',
        '--no-install-recommends',
        ...names,
      ],
      (line) =>
        line.startsWith('Need to get') && say(line.replace(/ of archives.*$/, '').replace('Need to get', 'downloading'))
    );
    if (!ok) {
      throw new Error(
        `apt-get could not download ${names.join(', ')}:\n${lastLines([complaints, output].join('\n').trim(), 8)}`
      );
    }
    const files = (await readdir(archives)).filter((file) => file.endsWith('.deb') && !file.startsWith('libc6_'));
    for (const file of files) {
      const unpacked = await runCommand('dpkg-deb', ['-x', join(archives, file), root]);
      if (!unpacked.ok) {
        throw new Error(`dpkg-deb could not unpack ${file}:\n${lastLines(unpacked.output, 4)}`);
      }
    }
  } finally {
    await rm(archives, { recursive: true, force: true });
  }
}
