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
  readonly static_configs?: ReadonlyArray<{ readonly labels?: Labels }>;
  readonly relabel_configs?: unknown;
  readonly metric_relabel_configs?: unknown;
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

/**
 * One job of the example that treats labels of a series as those of its target, so that promtool, which shows what becomes of
 * targets, shows what becomes of series: the rules for both are the same.
 */
function withSeries(jobName: string, series: Labels): string {
  const configuration: Configuration = parse(readFileSync(join(PROVISIONING, 'prometheus.yml'), 'utf8'));
  const job = configuration.scrape_configs.find(({ job_name }) => job_name === jobName);
  const [target] = job?.static_configs ?? [];
  return stringify({
    scrape_configs: [
      {
        job_name: jobName,
        static_configs: [{ targets: ['10.0.0.1:80'], labels: { ...target?.labels, ...series } }],
        relabel_configs: job?.metric_relabel_configs ?? [],
      },
    ],
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

  const upstream = { cluster: 'main', namespace: 'chat', workload: 'kotaemon' };

  it.each<[string, string, Labels, Labels]>([
    [
      'a ScaledObject',
      'keda-operator',
      { namespace: 'n', scaledObject: 'so' },
      { horizontalpodautoscaler: 'keda-hpa-so' },
    ],
    ['a server of VTS', 'nginx-vts', { upstream: 'kotaemon', backend: '10.0.0.1:7860' }, upstream],
    [
      'a backup of VTS',
      'nginx-vts',
      { upstream: 'kotaemon', backend: '10.0.0.9:7860' },
      { ...upstream, backup: 'true' },
    ],
    ['a server zone of VTS', 'nginx-vts', { host: 'chat.example.com' }, upstream],
    ['a server of nginx Plus', 'nginx-plus', { upstream: 'kotaemon', server: '10.0.0.1:7860' }, upstream],
    ['a server zone of nginx Plus', 'nginx-plus', { server_zone: 'chat' }, upstream],
    ['a cluster of Envoy', 'envoy', { envoy_cluster_name: 'kotaemon' }, upstream],
    ['LiteLLM', 'litellm', {}, { cluster: 'main', namespace: 'llm', workload: 'litellm' }],
    [
      'an instrumented application',
      'otel-collector',
      { service_name: 'flows', k8s_namespace_name: 'chat', service_instance_id: 'flows-1' },
      { cluster: 'main', namespace: 'chat', workload: 'flows', instance: 'flows-1' },
    ],
    [
      'an instrumented Deployment',
      'otel-collector',
      { service_name: 'flows', k8s_namespace_name: 'chat', k8s_deployment_name: 'langflow' },
      { cluster: 'main', namespace: 'chat', workload: 'langflow' },
    ],
    ['vLLM', 'vllm', {}, { cluster: 'main', namespace: 'llm', workload: 'vllm' }],
  ])('gives the series of %s what the rules ask for', async (_name, job, series, labels) => {
    writeFileSync(file, withSeries(job, series));
    const { stdout } = await run(promtool, ['check', 'service-discovery', file, job, '--timeout=1s']);
    const [found]: Array<{ labels: Labels }> = JSON.parse(stdout);
    expect(found?.labels).toMatchObject(labels);
  });

  it('leaves upstreams of other workloads alone', async () => {
    writeFileSync(file, withSeries('nginx-vts', { upstream: 'search', backend: '10.0.0.5:80' }));
    const { stdout } = await run(promtool, ['check', 'service-discovery', file, 'nginx-vts', '--timeout=1s']);
    const [found]: Array<{ labels: Labels }> = JSON.parse(stdout);
    expect(found?.labels).not.toHaveProperty('workload');
    expect(found?.labels).not.toHaveProperty('backup');
  });

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
