import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE } from '../../setup/paths';

/** Where other programs find a running demo, unless it was told to write elsewhere. */
export const DEMO_FILE = join(STATE, 'demo.json');

/** What a running demo says about itself. Addresses are URLs. */
export interface Announcement {
  readonly preview?: string;
  readonly grafana?: string;
  readonly dashboard: string;
  readonly fleetPage: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly notifications: string;
  readonly fleet: string;
  /** Folder with configuration, samples and logs of this run. */
  readonly folder: string;
  /** Process ids by name; `demo` stops all others when it is told to end. */
  readonly pids: Readonly<Record<string, number>>;
}

/** Writes the file in one step, so that nobody reads half of it. */
export async function announce(announcement: Announcement, file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(announcement, null, 2)}\n`);
  await rename(draft, file);
}

/** Removes the file, unless a demo that was started later has written its own. */
export async function withdraw(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { pids }: Partial<Announcement> = JSON.parse(text);
  if (pids?.demo === process.pid) {
    await rm(file, { force: true });
  }
}
