import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { ensureBinaries } from '../../setup/binaries';
import { PROJECT, RULE_FILES } from './bundle';

const run = promisify(execFile);
const PROVISIONING = join(PROJECT, 'provisioning', 'prometheus');

interface ScrapeConfig {
  readonly job_name: string;
  readonly kubernetes_sd_configs?: unknown;
}

interface Configuration {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly ScrapeConfig[];
}

type Labels = Readonly<Record<string, string>>;

const POD: Labels = {
  __meta_kubernetes_namespace: 'chat',
  __meta_kubernetes_pod_phase: 'Running',
  __meta_kubernetes_pod_container_port_name: 'elastiscope',
  __meta_kubernetes_pod_name: 'langflow-7d9c5b6f48-x2x9k',
  __meta_kubernetes_pod_controller_kind: 'ReplicaSet',
  __meta_kubernetes_pod_controller_name: 'langflow-7d9c5b6f48',
};

/**
 * The example with pods that a test names instead of those of a cluster: distributions build Prometheus without Kubernetes
 * discovery, and what is under test is what becomes of its labels.
 */
function withPods(pods: readonly Labels[]): string {
  const configuration: Configuration = parse(readFileSync(join(PROVISIONING, 'prometheus.yml'), 'utf8'));
  return stringify({
    ...configuration,
    rule_files: configuration.rule_files.map((path) => join(PROVISIONING, path)),
    scrape_configs: configuration.scrape_configs.map(({ kubernetes_sd_configs: discovery, ...job }) =>
      discovery === undefined
        ? job
        : { ...job, static_configs: pods.map((labels, pod) => ({ targets: [`10.0.0.${pod}:9464`], labels })) }
    ),
  });
}

describe('provisioning/prometheus/prometheus.yml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-'));
  const file = join(folder, 'prometheus.yml');
  let promtool: string;

  beforeAll(async () => {
    ({ promtool } = await ensureBinaries(['promtool']));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Labels of the target that a pod becomes; empty when it is not scraped. */
  async function target(pod: Labels): Promise<Labels> {
    writeFileSync(file, withPods([pod]));
    const { stdout } = await run(promtool, ['check', 'service-discovery', file, 'elastiscope', '--timeout=1s']);
    const [found]: Array<{ labels: Labels }> = JSON.parse(stdout);
    return found?.labels ?? {};
  }

  it('is a configuration that loads, rules included', async () => {
    writeFileSync(file, withPods([POD]));
    const { stdout } = await run(promtool, ['check', 'config', file]);
    expect(stdout.match(/SUCCESS: \d+ rules found/g)).toHaveLength(RULE_FILES.length);
  });

  it.each<[string, Labels, string]>([
    ['a pod of a Deployment', {}, 'langflow'],
    [
      'a pod of a StatefulSet',
      { __meta_kubernetes_pod_controller_kind: 'StatefulSet', __meta_kubernetes_pod_controller_name: 'langflow-ha' },
      'langflow-ha',
    ],
    ['a pod that says it by a label', { __meta_kubernetes_pod_label_elastiscope_workload: 'canary' }, 'canary'],
  ])('names the workload of %s', async (_name, labels, workload) => {
    expect(await target({ ...POD, ...labels })).toMatchObject({
      cluster: 'main',
      namespace: 'chat',
      workload,
      instance: 'langflow-7d9c5b6f48-x2x9k',
    });
  });

  it.each<[string, Labels]>([
    ['a port of the backend', { __meta_kubernetes_pod_container_port_name: 'http' }],
    ['a pod that has ended', { __meta_kubernetes_pod_phase: 'Failed' }],
  ])('does not scrape %s', async (_name, labels) => {
    expect(await target({ ...POD, ...labels })).toEqual({});
  });
});
