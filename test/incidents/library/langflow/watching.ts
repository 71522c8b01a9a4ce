import { KUBE_STATE_METRICS, PROMETHEUS } from '../../../../src/vocabulary';
import { exporterRestarts, afflicted } from '../../blocks/faults';
import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { counting, gone, steps, valueAt, type Timeline } from '../../series/timeline';

const PODS = ['langflow-a', 'langflow-b', 'langflow-c', 'langflow-d'];

/** Four replicas behind an autoscaler, of which all is seen. */
function watched(pods: readonly SourceSeries[]): SourceSeries[] {
  return [...deployment('langflow', { replicas: 4 }), ...hpa('langflow', { min: 2, max: 8, desired: 4 }), ...pods];
}

const pod = (name: string, scrape: Timeline<'answers' | 'silent'> = 'answers') =>
  sidecar('langflow', name, { requestsPerSecond: 1.6, scrape });

/** What kube-state-metrics says until a time. */
function until(seconds: number, series: readonly SourceSeries[]): SourceSeries[] {
  return series.map(({ at, ...one }) => ({ ...one, at: (now) => (now < seconds ? at(now) : undefined) }));
}

/** What Prometheus says of a group of its rules. */
const ofGroup = (group: string, { name }: { readonly name: string }, at: Timeline<number>): SourceSeries => ({
  name,
  labels: { cluster: 'demo', job: 'prometheus', instance: 'p', rule_group: `/etc/rules/x.yml;${group}` },
  at: (seconds) => valueAt(at, seconds),
});

/** Alerts about all that is watched. */
const CLUSTER = { namespace: '*', workload: '*' };

export const watching: readonly Incident[] = [
  {
    name: 'exporters-silent',
    system: 'langflow',
    story: 'A new network policy keeps Prometheus from the admin port of half of the replicas.',
    duration: '30m',
    begins: '10m',
    series: () =>
      watched(
        PODS.flatMap((name, index) => pod(name, index < 2 ? 'answers' : steps({ '0m': 'answers', '10m': 'silent' })))
      ),
    fires: [{ alert: 'ElastiscopeExporterDown', within: '12m' }],
  },
  {
    name: 'dead-node',
    system: 'langflow',
    story:
      'A node dies. Its pod stays a target that does not answer, for as long as nobody deletes the node; another one took its place.',
    duration: '1h',
    series: () =>
      watched([
        ...PODS.slice(0, 3).flatMap((name) => pod(name)),
        ...pod('langflow-d', steps({ '0m': 'answers', '10m': 'silent' })),
        ...pod('langflow-e', steps({ '0m': gone, '12m': 'answers' })),
      ]),
    fires: [],
    silent: ['ElastiscopeExporterDown', 'ElastiscopeBackendDown', 'ElastiscopeSourceMissing'],
  },
  {
    name: 'exporter-updates',
    system: 'langflow',
    story: 'The exporters are updated one after another; each is away for a scrape or two and counts from zero again.',
    duration: '30m',
    series: () => afflicted(watched(PODS.flatMap((name) => pod(name))), exporterRestarts(600)),
    fires: [],
    silent: ['ElastiscopeExporterDown', 'ElastiscopeSourceMissing'],
  },
  {
    name: 'kube-state-metrics-gone',
    system: 'langflow',
    story:
      'With the old monitoring kube-state-metrics was removed: whatever is said of replicas is said by the sidecars alone.',
    duration: '40m',
    begins: '10m',
    series: () => [
      ...until(600, [...deployment('langflow', { replicas: 4 }), ...hpa('langflow', { min: 2, max: 8, desired: 4 })]),
      ...PODS.flatMap((name) => pod(name)),
    ],
    fires: [{ alert: 'ElastiscopeSourceMissing', labels: { source: 'kube_state_metrics' }, within: '12m' }],
  },
  {
    name: 'sidecars-not-scraped',
    system: 'langflow',
    story: 'The scrape configuration of the sidecars is lost in an edit; the workload runs on, unseen.',
    duration: '40m',
    begins: '10m',
    series: () => watched(PODS.flatMap((name) => pod(name, steps({ '0m': 'answers', '10m': gone })))),
    fires: [{ alert: 'ElastiscopeSourceMissing', labels: { source: 'sidecar' }, within: '12m' }],
  },
  {
    name: 'exporter-cannot-read',
    system: 'langflow',
    story:
      'A provider compresses its answers in a way that the exporter cannot read, and a team names a flow for each user.',
    duration: '30m',
    begins: '10m',
    series: () => {
      const count = counting(steps({ '0m': 0, '10m': 0.2 }));
      return sidecar('langflow', 'langflow-a', {
        requestsPerSecond: 1,
        details: (seconds) => ({
          process: { faults: { decode: count(seconds) }, overflows: { flow: count(seconds) } },
        }),
      });
    },
    fires: [
      { alert: 'ElastiscopeCaptureErrors', within: '6m' },
      { alert: 'ElastiscopeLabelOverflow', within: '6m' },
    ],
  },
  {
    name: 'rules-end-in-errors',
    system: 'langflow',
    story: 'After an update of Prometheus one group of rules meets a label twice, and what it records is gone.',
    duration: '50m',
    begins: '10m',
    series: () => [
      ofGroup('elastiscope.scaling', PROMETHEUS.ruleFailures, counting(steps({ '0m': 0, '10m': 0.1 }))),
      ofGroup('elastiscope.meta.alerts', PROMETHEUS.ruleFailures, 3),
    ],
    fires: [{ alert: 'ElastiscopeRulesFailing', labels: CLUSTER, within: '18m' }],
    silent: ['ElastiscopeDataLate'],
  },
  {
    name: 'prometheus-without-cpu',
    system: 'langflow',
    story: 'The limit of Prometheus is too low since a new team came, and groups of rules are left out.',
    duration: '40m',
    begins: '10m',
    series: () => [
      ofGroup('elastiscope.traffic', PROMETHEUS.ruleIterationsMissed, counting(steps({ '0m': 0, '10m': 0.01 }))),
    ],
    fires: [{ alert: 'ElastiscopeDataLate', labels: { ...CLUSTER, reason: 'rules' }, within: '14m' }],
    silent: ['ElastiscopeRulesFailing'],
  },
  {
    name: 'cluster-label-forgotten',
    system: 'langflow',
    story:
      'A chart brings a kube-state-metrics that is scraped without the label cluster, beside sidecars that have one.',
    duration: '30m',
    series: () => [
      {
        name: KUBE_STATE_METRICS.deploymentSpecReplicas.name,
        labels: { namespace: 'langflow', deployment: 'langflow', job: 'kube-state-metrics', instance: 'k' },
        at: () => 1,
      },
      ...pod('langflow-a'),
    ],
    fires: [{ alert: 'ElastiscopeScrapeMisconfigured', labels: { ...CLUSTER, reason: 'cluster' }, within: '14m' }],
  },
];
