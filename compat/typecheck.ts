import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Type checks the plugin against the oldest Grafana it supports, whose packages live in a folder of their own. */
const FLOOR = '12.3';
const folder = resolve(__dirname, FLOOR);

function run(command: string, args: string[], cwd: string): void {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(
      `type check against Grafana ${FLOOR}: ${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`
    );
    process.exit(status ?? 1);
  }
}

const installed = join(folder, 'node_modules', '.package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(folder, 'package-lock.json')).mtimeMs) {
  console.log(`installing the Grafana ${FLOOR} packages for the type check (once, about 630 MB) …`);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}
run('npx', ['tsc', '--noEmit', '-p', join(folder, 'tsconfig.json')], resolve(folder, '../..'));
