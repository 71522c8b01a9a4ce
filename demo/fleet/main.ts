/** The demo fleet as a command; see HELP in flags.ts. */
import { resolve } from 'node:path';
import { fleetApi } from './api';
import { readFlags, HELP } from './flags';
import { Fleet } from './fleet';
import { close, listen, messageOf } from './net/http';
import { findExporter } from './process/bundle';

function log(line: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function reasonOf(error: unknown, where: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRINUSE' ? `--listen ${where}: the port is in use (choose another)` : messageOf(error);
}

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (!flags) {
    console.log(HELP);
    return;
  }
  const exporter = findExporter(flags.exporter);
  flags.notes.forEach(log);
  const fleet = new Fleet({
    scenarios: flags.scenarios,
    prometheus: flags.prometheus,
    stateDirectory: resolve(flags.state),
    exporter,
    nginx: flags.nginx,
    bind: flags.bind,
    seed: flags.seed,
    startupScale: flags.startupScale,
    loadScale: flags.loadScale,
    drainMinSeconds: flags.drainMin,
    lingerSeconds: flags.linger,
    rejectEvery: flags.rejectEvery,
    chaos: flags.chaos,
    log,
  });
  const { host, port } = flags.listen;
  const api = fleetApi(fleet, flags.publicHost);
  const listening = await listen(api, host, port).catch((error: unknown) => {
    throw new Error(reasonOf(error, `${host}:${port}`));
  });
  const stop = async (reason: string) => {
    log(`stopping (${reason})`);
    await Promise.all([close(api), fleet.stop()]);
    log('stopped');
    process.exit(process.exitCode ?? 0);
  };
  process.once('SIGINT', () => void stop('interrupted'));
  process.once('SIGTERM', () => void stop('terminated'));
  await fleet.start();
  log(`the fleet runs: http://${host}:${listening}/state`);
}

main().catch((error) => {
  console.error(`fleet: ${messageOf(error)}`);
  process.exit(1);
});
