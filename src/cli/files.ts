import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CommandError } from './command';

const KUBERNETES_VOLUME =
  'it is mounted, for example from a ConfigMap or Secret, which would undo the change; ' +
  'merge a copy and update what it is mounted from (elastiscope alertmanager merge --help says how)';

/** The text of a file, or of standard input for `-`. Throws CommandError when it cannot be read or is not UTF-8. */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new CommandError(`${path}: cannot be read: ${reasonOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`${path}: is not UTF-8; convert it first`);
  }
}

/** The text of a file; undefined when there is none. */
export function readTextIfPresent(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? undefined : readText(path);
}

/**
 * Writes a file so that a reader finds either the old text or the new one, never a part: beside it, then renamed. Mode and, where
 * allowed, owner stay; a symbolic link stays one. Throws CommandError when that is not possible.
 */
export function writeAtomically(path: string, text: string): void {
  const present = statSync(path, { throwIfNoEntry: false });
  const target = present === undefined ? path : realpathSync(path);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${process.pid}.tmp`);
  if (present !== undefined && isProjected(target)) {
    throw new CommandError(`${path}: cannot be replaced: ${KUBERNETES_VOLUME}`);
  }
  try {
    const file = openSync(temporary, 'wx', present?.mode ?? 0o644);
    try {
      // Not writeSync: it writes what fits, and a full disk takes a part.
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (present !== undefined) {
      chmodSync(temporary, present.mode);
      keepOwner(temporary, present.uid, present.gid);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    const isMount = error instanceof Error && 'code' in error && error.code === 'EBUSY';
    throw new CommandError(`${path}: cannot be replaced: ${isMount ? KUBERNETES_VOLUME : reasonOf(error)}`);
  }
  syncFolder(folder);
}

/** Whether kubelet put the file there: it keeps the versions of a volume in folders behind a link called ..data. */
function isProjected(target: string): boolean {
  return basename(dirname(target)).startsWith('..');
}

/** Makes the new name outlive a crash of the machine, where the file system can do that. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file is whole in any case.
  }
}

/** Only root may give a file away; for others it is theirs already or stays so. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) {
      throw error;
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
