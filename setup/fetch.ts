import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasApt, unpackPackages } from './apt';
import { PROGRAMS } from './catalog';
import { isExecutable, PACKAGES } from './find';
import { fetchPlaywrightChromium } from './playwright';
import { writeWrapper } from './wrapper';

type Say = (line: string) => void;

async function fetchFromApt(aptPackage: string, base: string, say: Say): Promise<void> {
  await unpackPackages([aptPackage], join(base, 'root'), say);
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (program.aptPackage === aptPackage) {
      const file = join('root', program.unpacked);
      if (!(await isExecutable(join(base, file)))) {
        throw new Error(`the package ${aptPackage} of this system holds no ${program.unpacked}`);
      }
      await writeWrapper(base, name, file);
    }
  }
}

/** Tries the ways to get a package, one after the other, each in a folder of its own that only counts when complete. */
export async function fetchPackage(aptPackage: string, say: Say): Promise<void> {
  const ways: Array<(base: string) => Promise<void>> = [];
  if (await hasApt()) {
    ways.push((base) => fetchFromApt(aptPackage, base, say));
  }
  if (aptPackage === PROGRAMS.chromium.aptPackage) {
    ways.push((base) => fetchPlaywrightChromium(base, say));
  }
  const failures = ways.length === 0 ? ['this system has no apt to fetch it with'] : [];
  for (const way of ways) {
    const base = join(PACKAGES, `.${aptPackage}-${randomUUID()}`);
    const done = join(PACKAGES, aptPackage);
    try {
      await mkdir(base, { recursive: true });
      await way(base);
      await rm(done, { recursive: true, force: true });
      await rename(base, done);
      return;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    } finally {
      await rm(base, { recursive: true, force: true });
    }
  }
  throw new Error(howToInstall(aptPackage, failures));
}

/** What to tell somebody whose machine neither has the programs of a package nor lets us fetch them. */
export function howToInstall(aptPackage: string, failures: readonly string[]): string {
  const programs = Object.entries(PROGRAMS).filter(([, program]) => program.aptPackage === aptPackage);
  const names = programs.map(([name]) => name).join(' and ');
  const variables = programs.map(([, program]) => program.variable).join(', ');
  const homes = [...new Set(programs.map(([, program]) => program.home))].join(' ');
  return (
    `Cannot get ${names}:\n${failures.join('\n')}\n` +
    `Install ${names} so that the PATH finds it (on Debian and Ubuntu: sudo apt install ${aptPackage}; elsewhere: ${homes}), ` +
    `or name the file in ${variables}. Then run the command again.`
  );
}
