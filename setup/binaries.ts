import { join } from 'node:path';
import { PROGRAMS, type ProgramName } from './catalog';
import { fetchPackage, howToInstall } from './fetch';
import { cachedFile, findProgram, isExecutable, unfit } from './find';
import { withLock } from './lock';
import { CACHE } from './paths';

export type { ProgramName } from './catalog';

type Say = (line: string) => void;
const toStderr: Say = (line) => process.stderr.write(`${line}\n`);

async function ensure(name: ProgramName, say: Say): Promise<string> {
  const present = await findProgram(name, say);
  if (present) {
    return present;
  }
  const { aptPackage } = PROGRAMS[name];
  await withLock(
    join(CACHE, 'fetch.lock'),
    (holder) => say(`${name}: waiting for process ${holder}, which is fetching programs`),
    async () => {
      // Whoever held the lock before may have fetched it.
      if (!(await isExecutable(cachedFile(name)))) {
        say(`${name}: not installed; fetching the package ${aptPackage} into .elastiscope/cache`);
        await fetchPackage(aptPackage, (line) => say(`${name}: ${line}`));
      }
    }
  );
  const reason = await unfit(name, cachedFile(name));
  if (reason) {
    throw new Error(howToInstall(aptPackage, [reason]));
  }
  return cachedFile(name);
}

/**
 * The files of the programs asked for. What the machine lacks is unpacked into the project's cache, without root; one
 * process fetches at a time.
 */
export async function ensureBinaries<Name extends ProgramName>(
  names: readonly Name[],
  say: Say = toStderr
): Promise<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    found[name] = await ensure(name, say);
  }
  return found as Record<Name, string>;
}

function isProgramName(name: string): name is ProgramName {
  return Object.hasOwn(PROGRAMS, name);
}

/** Prints the file of each program named on the command line; of all of them when none is named. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !isProgramName(name));
  if (unknown.length > 0) {
    throw new Error(`Unknown: ${unknown.join(', ')}. Known are: ${Object.keys(PROGRAMS).join(', ')}.`);
  }
  const wanted = (names.length > 0 ? names : Object.keys(PROGRAMS)).filter(isProgramName);
  Object.values(await ensureBinaries(wanted)).forEach((file) => console.log(file));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
