import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseDocument } from 'yaml';
import { PROJECT } from '../../setup/paths';
import { LOOPBACK } from './ports';
import type { ServicePlan } from './service';

/** A Grafana of this machine. */
export interface GrafanaHome {
  readonly program: string;
  /** Its folder with `conf` and `public`. */
  readonly home: string;
}

/** Where packages of distributions put Grafana's files. */
const PACKAGED_HOME = '/usr/share/grafana';

/** The Grafana that GRAFANA_HOME or the PATH names; undefined when there is none. */
export function findGrafana(): GrafanaHome | undefined {
  const named = process.env.GRAFANA_HOME;
  if (named) {
    const program = join(named, 'bin/grafana');
    if (!existsSync(program)) {
      throw new Error(
        `GRAFANA_HOME=${named}: there is no bin/grafana in it. Name the unpacked folder of Grafana 12.3 or later, or unset it.`
      );
    }
    return { program, home: named };
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const program = join(folder, 'grafana');
    const home = [join(folder, '..'), PACKAGED_HOME].find((path) => existsSync(join(path, 'conf/defaults.ini')));
    if (existsSync(program) && home) {
      return { program, home };
    }
  }
  return undefined;
}

async function pluginIds(): Promise<string[]> {
  const app = JSON.parse(await readFile(join(PROJECT, 'dist/plugin.json'), 'utf8'));
  const panels: Array<{ type: string; path: string }> = app.includes.filter(
    (one: { type: string }) => one.type === 'panel'
  );
  const nested = await Promise.all(
    panels.map(async ({ path }) => JSON.parse(await readFile(join(PROJECT, 'dist', path), 'utf8')).id)
  );
  return [app.id, ...nested];
}

/** Puts the provisioning that ships into a folder, with the addresses of this machine. */
export async function provision(folder: string, prometheus: string): Promise<void> {
  await cp(join(PROJECT, 'provisioning/grafana'), folder, { recursive: true });
  const set = async (path: string, at: ReadonlyArray<string | number>, value: string) => {
    const file = join(folder, path);
    const document = parseDocument(await readFile(file, 'utf8'));
    document.setIn(at, value);
    await writeFile(file, document.toString());
  };
  await set('datasources/prometheus.yaml', ['datasources', 0, 'url'], prometheus);
  await set('dashboards/elastiscope.yaml', ['providers', 0, 'options', 'path'], join(PROJECT, 'dashboards'));
}

export interface GrafanaSite {
  readonly grafana: GrafanaHome;
  readonly folder: string;
  readonly port: number;
  readonly prometheus: string;
}

/** How to start a Grafana that knows the plugin, the dashboards and the demo's Prometheus, and asks nobody outside. */
export async function planGrafana({ grafana, folder, port, prometheus }: GrafanaSite): Promise<ServicePlan> {
  const plugins = join(folder, 'grafana/plugins');
  await mkdir(plugins, { recursive: true });
  await symlink(join(PROJECT, 'dist'), join(plugins, 'elastiscope-llm-app'));
  const provisioning = join(folder, 'grafana/provisioning');
  await provision(provisioning, prometheus);
  const settings: Record<string, string> = {
    GF_PATHS_DATA: join(folder, 'grafana'),
    GF_PATHS_LOGS: join(folder, 'grafana/logs'),
    GF_PATHS_PLUGINS: plugins,
    GF_PATHS_PROVISIONING: provisioning,
    GF_SERVER_HTTP_ADDR: LOOPBACK,
    GF_SERVER_HTTP_PORT: String(port),
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: (await pluginIds()).join(','),
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(PROJECT, 'dashboards/elastiscope-workload.json'),
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_LOG_MODE: 'console',
    // Alerts are Prometheus' and Alertmanager's business here.
    GF_UNIFIED_ALERTING_ENABLED: 'false',
  };
  return {
    name: 'grafana',
    file: grafana.program,
    args: ['server', '--homepath', grafana.home],
    env: settings,
    readyAt: `http://${LOOPBACK}:${port}/api/health`,
    readyWithinSeconds: 120,
    stopWithinSeconds: 15,
    hint: 'Show the preview page instead with: npm run demo -- --no-grafana',
  };
}
