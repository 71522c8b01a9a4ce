import { readFile, writeFile } from 'node:fs/promises';

/** The file descriptor through which a relocated program reaches its data. */
export const DATA_DESCRIPTOR = 9;

/**
 * Lets a program that was built to find its data in `/<folder>` find it through a file descriptor instead, wherever it was
 * unpacked. The new path is padded to the length of the old one, because the program knows the lengths of its strings.
 */
export async function relocate(program: string, folder: string): Promise<void> {
  const built = Buffer.from(`/${folder}`);
  const moved = Buffer.from(`/proc/self/fd/${DATA_DESCRIPTOR}`.padEnd(built.length, '/'));
  if (moved.length !== built.length) {
    throw new Error(`/${folder} is too short a path to be replaced in ${program}`);
  }
  const bytes = await readFile(program);
  for (let at = bytes.indexOf(built); at >= 0; at = bytes.indexOf(built, at + built.length)) {
    moved.copy(bytes, at);
  }
  await writeFile(program, bytes);
}
