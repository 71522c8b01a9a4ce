// Entry of `npm run demo` and `npm test` on a fresh clone: plain Node, no packages, because none may be installed yet.
// Usage: node setup/run.mjs <file.ts> [arguments…]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE) {
    fail(
      `Elastiscope needs Node ${OLDEST_NODE} or later, and this is Node ${process.versions.node} (${process.execPath}).\n` +
        'Install a current one from https://nodejs.org or with your version manager, then run the command again.'
    );
  }
}

/** The first package that the lock file asks for and that is not installed in that version; undefined when all are there. */
function firstMissingPackage() {
  const installedLock = join(PROJECT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) {
    return 'node_modules';
  }
  const wanted = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  // Optional packages are those of other platforms: npm leaves them out on purpose.
  return Object.keys(wanted).find(
    (path) => path !== '' && !wanted[path].optional && installed[path]?.version !== wanted[path].version
  );
}

function installPackages() {
  const missing = firstMissingPackage();
  if (missing === undefined) {
    return;
  }
  console.log(`Installing npm packages (npm ci), because ${missing} is missing or has another version …`);
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? { command: process.execPath, args: [process.env.npm_execpath] }
    : { command: 'npm', args: [] };
  const { status, error } = spawnSync(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PROJECT,
    stdio: 'inherit',
    shell: process.platform === 'win32' && npm.command === 'npm',
  });
  if (error || status !== 0) {
    fail(
      `npm ci failed${error ? `: ${error.message}` : ` with exit code ${status}`}. ` +
        'Check the network and the lines above, then run the command again.'
    );
  }
}

/** Runs a TypeScript file with its arguments; this process ends as that one does. */
function run(file, args) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: PROJECT, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  signals.forEach((signal) => process.on(signal, forward));
  child.on('error', (error) => fail(`Cannot start ${file}: ${error.message}`));
  child.on('exit', (code, signal) => {
    signals.forEach((name) => process.off(name, forward));
    if (signal) {
      process.kill(process.pid, signal);
    } else {
      process.exit(code);
    }
  });
}

const [file, ...args] = process.argv.slice(2);
if (!file) {
  fail('Usage: node setup/run.mjs <file.ts> [arguments…]');
}
checkNode();
installPackages();
if (!existsSync(join(PROJECT, file))) {
  fail(`${file} does not exist in ${PROJECT}.`);
}
run(file, args);
