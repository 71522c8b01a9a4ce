import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../setup/lock';
import { STATE } from '../../setup/paths';

const RUNS = join(STATE, 'run');

/** Whether this process was started by the run with this folder: every program of a run has the folder in its arguments. */
async function belongsTo(pid: number, folder: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes(folder);
}

/** Ends what a run left behind that was killed before it could stop its programs. Returns how many processes that were. */
async function endLeftovers(folder: string): Promise<number> {
  const processes = (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isInteger);
  let ended = 0;
  for (const pid of processes) {
    if (await belongsTo(pid, folder)) {
      process.kill(pid, 'SIGTERM');
      ended++;
    }
  }
  return ended;
}

/**
 * The folder of this run: configuration, samples and logs. Runs at the same time have a folder each; those of runs that
 * are over are removed.
 */
export async function openRunFolder(say: (line: string) => void): Promise<string> {
  for (const name of await readdir(RUNS).catch(() => [])) {
    if (!isAlive(Number(name))) {
      const folder = join(RUNS, name);
      const ended = await endLeftovers(`${folder}/`);
      if (ended > 0) {
        say(`an earlier demo (${name}) was cut off; stopped ${ended} of its processes`);
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    }
  }
  const folder = join(RUNS, String(process.pid));
  await mkdir(folder, { recursive: true });
  return folder;
}
