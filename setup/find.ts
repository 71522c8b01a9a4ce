import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { PROGRAMS, type Program, type ProgramName } from './catalog';
import { runCommand } from './command';
import { CACHE } from './paths';

/** Where fetched packages lie, each in a folder that is there only when it is complete. */
export const PACKAGES = join(CACHE, 'packages');

/** Where daemons lie that a user's PATH does not name on Debian. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** Whether the file is there and may be run. */
export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false
  );
}

/** Why this file cannot serve as the program; undefined when it can. */
export async function unfit(name: ProgramName, file: string): Promise<string | undefined> {
  const { oldest }: Program = PROGRAMS[name];
  if (!(await isExecutable(file))) {
    return `${file} is not an executable file`;
  }
  if (!oldest) {
    return undefined;
  }
  const { output } = await runCommand(file, ['--version']);
  const [, major, minor] = (/version (\d+)\.(\d+)/.exec(output) ?? []).map(Number);
  if (major === undefined || minor === undefined) {
    return `${file} --version does not run: ${output.trim().split('\n')[0]}`;
  }
  const [oldestMajor, oldestMinor] = oldest.version;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
    ? undefined
    : `${file} is version ${major}.${minor}, and ${oldestMajor}.${oldestMinor} is needed because ${oldest.why}`;
}

function searchFolders(): string[] {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  // A browser confined by snap cannot use the profile folders that tests give it.
  return [...onPath, ...SYSTEM_FOLDERS].filter((folder) => !folder.startsWith('/snap'));
}

/** Where the program lies once its package was fetched. */
export function cachedFile(name: ProgramName): string {
  return join(PACKAGES, PROGRAMS[name].aptPackage, 'bin', name);
}

/** The program as this machine has it: named by its variable, on the PATH, or in the cache. */
export async function findProgram(name: ProgramName, say: (line: string) => void): Promise<string | undefined> {
  const program: Program = PROGRAMS[name];
  const named = process.env[program.variable];
  if (named) {
    const reason = await unfit(name, named);
    if (reason) {
      throw new Error(`${program.variable}: ${reason}. Name another file or unset it.`);
    }
    return named;
  }
  for (const folder of searchFolders()) {
    for (const file of program.commands.map((command) => join(folder, command))) {
      if (await isExecutable(file)) {
        const reason = await unfit(name, file);
        if (!reason) {
          return file;
        }
        say(`${name}: not used: ${reason}`);
      }
    }
  }
  return (await isExecutable(cachedFile(name))) ? cachedFile(name) : undefined;
}
