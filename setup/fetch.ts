import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasApt, unpackPackages } from './apt';
import { type Program, PROGRAMS } from './catalog';
import { isExecutable, PACKAGES } from './find';
import { fetchPlaywrightChromium } from './playwright';
import { relocate } from './relocate';
import { writeWrapper } from './wrapper';

type Say = (line: string) => void;

async function fetchFromApt(aptPackage: string, base: string, say: Say): Promise<void> {
  await unpackPackages([aptPackage], join(base, 'root'), say);
  for (const [name, program] of Object.entries<Program>(PROGRAMS)) {
    if (program.aptPackage === aptPackage) {
      const file = join('root', program.unpacked);
      if (!(await isExecutable(join(base, file)))) {
        throw new Error(`the package ${aptPackage} of this system holds no ${program.unpacked}`);
      }
      if (program.dataFolder) {
        await relocate(join(base, file), program.dataFolder);
      }
      await writeWrapper(base, name, file, program.dataFolder);
    }
  }
}

async function isUbuntu(): Promise<boolean> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID="?ubuntu"?$/m.test(release);
}

/** Tries the ways to get a package, one after the other, each in a folder of its own that only counts when complete. */
export async function fetchPackage(aptPackage: string, say: Say): Promise<void> {
  const ways: Array<(base: string) => Promise<void>> = [];
  // On Ubuntu the package is a stub that wants snap.
  const isStub = aptPackage === PROGRAMS.chromium.aptPackage && (await isUbuntu());
  if (!isStub && (await hasApt())) {
    ways.push((base) => fetchFromApt(aptPackage, base, say));
  }
  if (aptPackage === PROGRAMS.chromium.aptPackage) {
    ways.push((base) => fetchPlaywrightChromium(base, say));
  }
  const failures = ways.length === 0 ? ['This system has no apt to fetch it with.'] : [];
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
  const byHand = [...new Set(programs.map(([, program]) => program.byHand))].join('; ');
  return `Cannot get ${names}:\n${failures.join('\n')}\nBy hand: ${byHand}, so that the PATH finds it or ${variables} names the file.`;
}
