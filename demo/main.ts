import { announce, type Announcement, withdraw } from './launch/announcement';
import { bringUp } from './launch/bringUp';
import { type DemoOptions, HELP, readOptions } from './launch/options';
import { Progress } from './launch/progress';
import { firstRecorded } from './launch/recorded';
import { openRunFolder } from './launch/runFolder';
import { Services } from './launch/services';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves, with the name to show, when somebody wants the demo to end. */
function endSignal(): Promise<string> {
  const signals = { SIGINT: 'Ctrl-C', SIGTERM: 'SIGTERM', SIGHUP: 'the terminal was closed' } as const;
  return new Promise((resolve) =>
    Object.entries(signals).forEach(([signal, name]) => process.on(signal, () => resolve(name)))
  );
}

function describe(at: Announcement, file: string): string {
  const lines = [
    [at.grafana ? 'Grafana' : 'Preview page (not Grafana)', at.dashboard],
    ['Fleet page', at.fleetPage],
    ['Prometheus', at.prometheus],
    ['Alertmanager', at.alertmanager],
    ['What it sent', at.notifications],
    ['Fleet', at.fleet],
  ].map(([title = '', url]) => `  ${title.padEnd(28)}${url}`);
  return ['', ...lines, '', `  Also in ${file}. Stop with Ctrl-C.`, ''].join('\n');
}

/** Runs the demo to its end. Rejects when something failed; everything that was started is stopped in any case. */
async function run(options: DemoOptions): Promise<void> {
  const progress = new Progress();
  const aborter = new AbortController();
  const folder = await openRunFolder(progress.say);
  const services = new Services(folder, progress.say);
  const ending = endSignal();
  const up = bringUp(options, folder, services, progress, aborter.signal);
  // When the demo is ended meanwhile, nobody waits for this any more.
  up.catch(() => undefined);
  try {
    const at = await Promise.race([up, services.failed, ending]);
    if (typeof at === 'string') {
      progress.say(`${at}: stopping`);
      return;
    }
    await announce(at, options.json);
    console.log(describe(at, options.json));
    void firstRecorded(at.prometheus, aborter.signal).then(
      (count) => progress.say(`the first numbers of ${count} workloads are recorded`),
      () => undefined
    );
    const ends = [ending, services.failed];
    if (options.seconds !== undefined) {
      ends.push(sleep(options.seconds * 1000, 'the time is over', { signal: aborter.signal }));
    }
    progress.say(`${await Promise.race(ends)}: stopping`);
  } finally {
    aborter.abort();
    await services.stop();
    await withdraw(options.json);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  await run(options);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
);
