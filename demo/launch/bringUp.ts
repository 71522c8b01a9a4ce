import { once } from 'node:events';
import type { Server } from 'node:http';
import { ensureBinaries } from '../../setup/binaries';
import { PROJECT } from '../../setup/paths';
import { buildHost, CURRENT_SET } from '../preview/build';
import { createPreviewServer } from '../preview/server';
import { join } from 'node:path';
import { planAlertmanager } from './alertmanager';
import type { Announcement } from './announcement';
import { ensureBuilt, EXPORTER, PLUGIN } from './builds';
import { planFleet } from './fleet';
import { findGrafana, planGrafana, type GrafanaHome } from './grafana';
import { hasHistory, writeHistory } from './history';
import { notificationServer } from './notifications';
import type { DemoOptions } from './options';
import { LOOPBACK, takePort } from './ports';
import type { Progress } from './progress';
import { planPrometheus, samplesFolder } from './prometheus';
import type { Services } from './services';

const DASHBOARD = '/d/elastiscope-workload';
const FLEET_PAGE = '/a/elastiscope-llm-app/fleet';

type Name = 'page' | 'prometheus' | 'alertmanager' | 'notifications' | 'fleet';

async function takePorts(page: number): Promise<Record<Name, number>> {
  return {
    page: await takePort(page),
    prometheus: await takePort(9090),
    alertmanager: await takePort(9093),
    notifications: await takePort(9097),
    fleet: await takePort(9700),
  };
}

const address = (port: number) => `http://${LOOPBACK}:${port}`;

async function serve(server: Server, port: number, services: Services): Promise<void> {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  services.add(server);
}

async function servePreview(
  host: ReadonlyMap<string, Uint8Array>,
  prometheus: string,
  port: number,
  services: Services
) {
  const server = createPreviewServer({
    prometheus: new URL(prometheus),
    dist: join(PROJECT, 'dist'),
    dashboards: join(PROJECT, 'dashboards'),
    host,
    set: CURRENT_SET,
  });
  await serve(server, port, services);
}

/** What the programs need before they can start; everything that does not depend on each other goes on at once. */
async function prepare(
  options: DemoOptions,
  folder: string,
  progress: Progress,
  grafana: GrafanaHome | undefined,
  signal: AbortSignal
) {
  const { say } = progress;
  const programs = progress.step('programs are there', () =>
    ensureBinaries(['prometheus', 'alertmanager', 'nginx'], say)
  );
  const history = programs.then(async ({ prometheus }) => {
    if (options.history && hasHistory()) {
      await progress.step('the last 24 hours are written', () =>
        writeHistory(samplesFolder(folder), prometheus, say, signal)
      );
    }
  });
  const host = grafana ? undefined : progress.step('preview page is bundled', () => buildHost(CURRENT_SET));
  const [found, hostBundle] = await Promise.all([
    programs,
    host,
    history,
    ensureBuilt(PLUGIN, say, signal),
    ensureBuilt(EXPORTER, say, signal),
  ]);
  return { programs: found, host: hostBundle };
}

/** Starts everything, and returns where it is. */
export async function bringUp(
  options: DemoOptions,
  folder: string,
  services: Services,
  progress: Progress,
  signal: AbortSignal
): Promise<Announcement> {
  const grafana = options.grafana ? findGrafana() : undefined;
  const { programs, host } = await prepare(options, folder, progress, grafana, signal);
  const ports = await takePorts(options.port);
  const prometheus = address(ports.prometheus);
  const notifications = notificationServer();
  await serve(notifications, ports.notifications, services);
  await progress.step('Prometheus and Alertmanager are ready', async () => {
    await services.start(
      await planAlertmanager({
        folder,
        program: programs.alertmanager,
        port: ports.alertmanager,
        notifications: address(ports.notifications),
      })
    );
    await services.start(
      await planPrometheus({
        folder,
        program: programs.prometheus,
        port: ports.prometheus,
        fleetPort: ports.fleet,
        alertmanagerPort: ports.alertmanager,
      })
    );
  });
  await progress.step('the fleet is running', () =>
    services.start(planFleet({ folder, port: ports.fleet, prometheus, nginx: programs.nginx }))
  );
  if (grafana) {
    await progress.step('Grafana is ready', async () =>
      services.start(await planGrafana({ grafana, folder, port: ports.page, prometheus }))
    );
  }
  if (host) {
    await servePreview(host, prometheus, ports.page, services);
  }
  const page = address(ports.page);
  return {
    ...(grafana ? { grafana: page } : { preview: page }),
    dashboard: `${page}${DASHBOARD}`,
    fleetPage: `${page}${FLEET_PAGE}`,
    prometheus,
    alertmanager: address(ports.alertmanager),
    notifications: `${address(ports.notifications)}/notifications`,
    fleet: `${address(ports.fleet)}/state`,
    folder,
    pids: { demo: process.pid, ...services.pids },
  };
}
