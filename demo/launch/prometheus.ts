import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PROJECT } from '../../setup/paths';
import { LOOPBACK } from './ports';
import type { ServicePlan } from './service';

export interface PrometheusSite {
  /** Folder of this run. */
  readonly folder: string;
  readonly program: string;
  readonly port: number;
  readonly fleetPort: number;
  readonly alertmanagerPort: number;
  /** Rule files; absent: all that ship. */
  readonly ruleFiles?: readonly string[];
}

const SHIPPED_RULES = ['*.yml', 'sources/*.yml'].map((files) => join(PROJECT, 'alerts/rules', files));

/** Where the samples lie. History is written here before Prometheus starts. */
export function samplesFolder(folder: string): string {
  return join(folder, 'prometheus');
}

/** As provisioning/prometheus does it, with the fleet's addresses and a pace at which one can watch. */
function configuration({ fleetPort, alertmanagerPort, ruleFiles = SHIPPED_RULES }: PrometheusSite): object {
  const fleet = `${LOOPBACK}:${fleetPort}`;
  const ofFleet = (job: string) => ({
    job_name: job,
    metrics_path: `/${job}`,
    // The series say themselves which namespace and workload they are about.
    honor_labels: true,
    static_configs: [{ targets: [fleet], labels: { cluster: 'demo' } }],
  });
  return {
    global: { scrape_interval: '5s', scrape_timeout: '4s', evaluation_interval: '15s' },
    rule_files: ruleFiles,
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`${LOOPBACK}:${alertmanagerPort}`] }] }] },
    scrape_configs: [
      {
        job_name: 'elastiscope',
        http_sd_configs: [{ url: `http://${fleet}/targets`, refresh_interval: '2s' }],
      },
      ofFleet('kube-state-metrics'),
      ofFleet('ingress-metrics'),
    ],
  };
}

/** Writes the configuration and says how to start a Prometheus with it. */
export async function planPrometheus(site: PrometheusSite): Promise<ServicePlan> {
  const file = join(site.folder, 'prometheus.yml');
  await writeFile(file, stringify(configuration(site)));
  return {
    name: 'prometheus',
    file: site.program,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${samplesFolder(site.folder)}`,
      '--storage.tsdb.retention.time=31d',
      `--web.listen-address=${LOOPBACK}:${site.port}`,
    ],
    readyAt: `http://${LOOPBACK}:${site.port}/-/ready`,
    readyWithinSeconds: 60,
    stopWithinSeconds: 15,
    hint: `Check the rules with: npm test -- test:bundle, or try the file by hand: ${site.program} --config.file=${file}`,
  };
}
