import { exporterRestarts, afflicted } from '../../blocks/faults';
import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { counting, gone, steps, type Timeline } from '../../series/timeline';

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
];
