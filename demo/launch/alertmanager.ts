import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { PROJECT } from '../../setup/paths';
import { LOOPBACK } from './ports';
import type { ServicePlan } from './service';

const FOLDER = join(PROJECT, 'alerts/alertmanager');

interface Configuration {
  readonly route: object;
  readonly receivers: ReadonlyArray<{ readonly name: string }>;
  readonly templates?: readonly string[];
  readonly time_intervals?: ReadonlyArray<{ readonly name: string }>;
}

export interface AlertmanagerSite {
  readonly folder: string;
  readonly program: string;
  readonly port: number;
  /** Address that every receiver sends to. */
  readonly notifications: string;
}

/** The routes as they are, each receiver a webhook of the demo instead of a pager or a chat, and at work at any hour. */
function onLoopback(configuration: Configuration, notifications: string): Configuration {
  return {
    ...configuration,
    receivers: configuration.receivers.map(({ name }) => ({
      name,
      webhook_configs: [{ url: `${notifications}/${encodeURIComponent(name)}`, send_resolved: true }],
    })),
    templates: configuration.templates?.map((template) => join(FOLDER, template)),
    time_intervals: configuration.time_intervals?.map(({ name }) => ({
      name,
      time_intervals: [{ weekdays: ['sunday:saturday'] }],
    })),
  };
}

/** Writes the configuration and says how to start an Alertmanager with it. */
export async function planAlertmanager(site: AlertmanagerSite): Promise<ServicePlan> {
  const routes: Configuration = parse(await readFile(join(FOLDER, 'elastiscope.yml'), 'utf8'));
  const file = join(site.folder, 'alertmanager.yml');
  await writeFile(file, stringify(onLoopback(routes, site.notifications)));
  return {
    name: 'alertmanager',
    file: site.program,
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(site.folder, 'alertmanager')}`,
      `--web.listen-address=${LOOPBACK}:${site.port}`,
      // Empty: it stands alone and listens for no others.
      '--cluster.listen-address=',
    ],
    readyAt: `http://${LOOPBACK}:${site.port}/-/ready`,
    readyWithinSeconds: 30,
    stopWithinSeconds: 10,
    hint: `Check the routes with: amtool check-config ${file}`,
  };
}
