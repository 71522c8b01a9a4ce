import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../setup/lock';
import { relocate } from '../../setup/relocate';
import { writeWrapper } from '../../setup/wrapper';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elastiscope-setup-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a lock', () => {
  it('lets one in at a time', async () => {
    const file = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, () => undefined, work)));
    expect(most).toBe(1);
  });

  it('is taken over from a process that is gone', async () => {
    const file = join(folder, 'lock');
    const { stdout } = await run(process.execPath, ['-p', 'process.pid']);
    await writeFile(file, stdout.trim());
    expect(
      await withLock(
        file,
        () => undefined,
        async () => 'done'
      )
    ).toBe('done');
  });
});

describe('an unpacked program', () => {
  it('finds its data where it was unpacked, also after the folder was moved', async () => {
    const base = join(folder, 'package');
    const data = 'usr/share/prometheus/alertmanager';
    const program = join(base, 'root/usr/bin/reader');
    await mkdir(join(base, 'root', data), { recursive: true });
    await mkdir(join(base, 'root/usr/bin'), { recursive: true });
    await writeFile(join(base, 'root', data, 'default.tmpl'), 'hello\n');
    await writeFile(program, `#!/bin/sh\ncat /${data}/default.tmpl; echo "$@"\n`);
    await chmod(program, 0o755);

    const before = (await readFile(program)).length;
    await relocate(program, data);
    await writeWrapper(base, 'reader', 'root/usr/bin/reader', data);
    await rename(base, join(folder, 'moved package'));

    const { stdout } = await run(join(folder, 'moved package/bin/reader'), ['with an', 'argument'], { cwd: '/' });
    expect(stdout).toBe('hello\nwith an argument\n');
    expect((await readFile(join(folder, 'moved package/root/usr/bin/reader'))).length).toBe(before);
  });
});
