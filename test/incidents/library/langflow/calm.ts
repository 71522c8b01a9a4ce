import { afflicted, replaced } from '../../blocks/faults';
import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { alternating, ramp, steps, type Timeline } from '../../series/timeline';

const pods = (count: number) => Array.from({ length: count }, (_, index) => `langflow-${'abcdefghij'[index]}`);

const serving = (count: number, requestsPerSecond: Timeline<number>) =>
  pods(count).flatMap((pod) => sidecar('langflow', pod, { requestsPerSecond }));

/** What looks like trouble with scaling and is none: the known false positives of other rule sets. */
export const calm: readonly Incident[] = [
  {
    name: 'at-max-and-satisfied',
    system: 'langflow',
    story: 'The afternoon needs exactly the ten replicas that are the maximum, and they carry it.',
    duration: '45m',
    series: () => [
      ...deployment('langflow', { replicas: 10 }),
      ...hpa('langflow', { min: 1, max: 10, desired: 10 }),
      ...serving(10, 1.9),
    ],
    fires: [],
    silent: ['ElastiscopeAtMaxReplicas', 'ElastiscopeScalingLag', 'ElastiscopeOverProvisioned'],
  },
  {
    name: 'one-replica-at-most',
    system: 'langflow',
    story: 'A tenant has paid for one replica: minimum and maximum are one, and the autoscaler calls itself limited.',
    duration: '45m',
    series: () => [
      ...deployment('langflow', { replicas: 1 }),
      ...hpa('langflow', { min: 1, max: 1, desired: 1, limited: true }),
      ...serving(1, 1.9),
    ],
    fires: [],
    silent: ['ElastiscopeAtMaxReplicas'],
  },
  {
    name: 'limited-at-the-minimum',
    system: 'langflow',
    story: 'At night the autoscaler would go below its minimum of two and reports ScalingLimited until the morning.',
    duration: '2h',
    series: () => [
      ...deployment('langflow', { replicas: 2 }),
      ...hpa('langflow', { min: 2, max: 10, desired: 2, limited: true }),
      ...serving(2, 0.05),
    ],
    fires: [],
    silent: ['ElastiscopeAtMaxReplicas', 'ElastiscopeOverProvisioned'],
  },
  {
    name: 'morning-ramp',
    system: 'langflow',
    story:
      'Between eight and nine the load grows from one replica to ten, and each new replica is ready half a minute later.',
    duration: '1h30m',
    series: () => {
      const load = ramp(1.5, 18, '15m', '1h15m');
      const replicas = (seconds: number) => Math.min(10, Math.ceil(load(seconds) / 2));
      return [
        ...deployment('langflow', { replicas, ready: (seconds) => replicas(seconds - 30) }),
        ...hpa('langflow', { min: 1, max: 10, desired: replicas }),
        ...serving(1, load),
      ];
    },
    fires: [],
    silent: ['ElastiscopeFlapping', 'ElastiscopeScalingLag', 'ElastiscopeDesiredNotReached'],
  },
  {
    name: 'release-surges',
    system: 'langflow',
    story:
      'Three releases within an hour. Each surge burns CPU at start-up, and the autoscaler asks for more until it is over.',
    duration: '1h30m',
    series: () => {
      const releasing = (seconds: number) => seconds >= 600 && seconds < 4800 && (seconds - 600) % 1200 < 480;
      const desired = (seconds: number) => (releasing(seconds) && (seconds - 600) % 1200 > 60 ? 7 : 4);
      return [
        ...deployment('langflow', {
          replicas: desired,
          existing: (seconds) => desired(seconds) + Number(releasing(seconds)),
          ready: (seconds) => desired(seconds) - Number(releasing(seconds)),
          updated: (seconds) => (releasing(seconds) ? 2 : desired(seconds)),
        }),
        ...hpa('langflow', { min: 1, max: 10, desired }),
        ...serving(3, 1.5),
      ];
    },
    fires: [],
    silent: ['ElastiscopeFlapping', 'ElastiscopeDesiredNotReached', 'ElastiscopeAtMaxReplicas'],
  },
  {
    name: 'bounds-edited',
    system: 'langflow',
    story: 'Somebody tries other bounds for half an hour, and the wanted replicas jump with each edit.',
    duration: '1h30m',
    series: () => {
      const min = (seconds: number) => (seconds < 900 || seconds > 3600 ? 2 : alternating(6, 2, '10m')(seconds - 900));
      return [
        ...deployment('langflow', { replicas: min }),
        ...hpa('langflow', { min, max: 10, desired: min }),
        ...serving(2, 1),
      ];
    },
    fires: [],
    silent: ['ElastiscopeFlapping'],
  },
  {
    name: 'steps-of-one-replica',
    system: 'langflow',
    story:
      'The load stands between three and four replicas, and the autoscaler takes one and gives it back all evening.',
    duration: '1h30m',
    series: () => {
      const replicas = alternating(3, 4, '12m');
      return [
        ...deployment('langflow', { replicas }),
        ...hpa('langflow', { min: 1, max: 10, desired: replicas }),
        ...serving(3, 1.9),
      ];
    },
    fires: [],
    silent: ['ElastiscopeFlapping', 'ElastiscopeScalingLag'],
  },
  {
    name: 'kube-state-metrics-moves',
    system: 'langflow',
    story: 'A node drain moves kube-state-metrics: a minute without it, then the same series from another address.',
    duration: '1h',
    series: () =>
      afflicted(
        [
          ...deployment('langflow', { replicas: 4 }),
          ...hpa('langflow', { min: 1, max: 4, desired: 4 }),
          ...serving(4, 1.7),
        ],
        replaced({ job: 'kube-state-metrics' }, { instance: '10.0.3.7:8080' }, '20m', '21m')
      ),
    fires: [],
    silent: ['ElastiscopeAtMaxReplicas', 'ElastiscopeAutoscalerBlind', 'ElastiscopeSourceMissing'],
  },
  {
    name: 'noon-peaks',
    system: 'langflow',
    story: 'A batch job sends twice the load that the replicas carry for four minutes of every quarter of an hour.',
    duration: '1h30m',
    series: () => [
      ...deployment('langflow', { replicas: 2 }),
      ...hpa('langflow', { min: 2, max: 10, desired: 2 }),
      ...serving(2, (seconds) => (seconds % 900 > 660 ? 4 : 1)),
    ],
    fires: [],
    silent: ['ElastiscopeScalingLag'],
  },
  {
    name: 'targets-that-are-no-numbers',
    system: 'langflow',
    story:
      'A broken template sets NaN, an infinity and a negative number as targets. What compares with them keeps quiet.',
    duration: '1h',
    series: () => [
      ...deployment('langflow', { replicas: 3 }),
      ...hpa('langflow', { min: 1, max: 10, desired: 3 }),
      ...[NaN, Infinity, -2].flatMap((target, index) =>
        sidecar('langflow', pods(3)[index] ?? '', {
          requestsPerSecond: steps({ '0m': 1, '10m': 30 }),
          targets: { qps_per_replica: target, cold_start_seconds: NaN },
        })
      ),
    ],
    fires: [],
    silent: ['ElastiscopeScalingLag', 'ElastiscopeAtMaxReplicas'],
  },
];
