import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { alternating, gone, steps, type Timeline } from '../../series/timeline';

const serving = (requestsPerSecond: Timeline<number>) =>
  ['langflow-a', 'langflow-b'].flatMap((pod) => sidecar('langflow', pod, { requestsPerSecond }));

/** What happens when replicas do not follow the load. Each replica carries 2 requests a second. */
export const scaling: readonly Incident[] = [
  {
    name: 'flapping-on-cpu',
    system: 'langflow',
    story:
      'CPU falls as soon as four replicas more share it, and rises as soon as they are gone: two, six, two, six, every six minutes.',
    duration: '1h',
    begins: '10m',
    series: () => {
      const replicas = (seconds: number) => (seconds < 600 ? 2 : alternating(6, 2, '12m')(seconds - 600));
      return [
        ...deployment('langflow', { replicas }),
        ...hpa('langflow', { min: 1, max: 10, desired: replicas }),
        ...serving(1),
      ];
    },
    fires: [{ alert: 'ElastiscopeFlapping', within: '35m' }],
  },
  {
    name: 'quota-exhausted',
    system: 'langflow',
    story:
      'The load grows and five replicas are wanted, but the quota of the namespace refuses every pod beyond the third.',
    duration: '45m',
    begins: '15m',
    series: () => [
      ...deployment('langflow', { replicas: steps({ '0m': 3, '15m': 5 }), existing: 3 }),
      ...hpa('langflow', { min: 1, max: 10, desired: steps({ '0m': 3, '15m': 5 }), current: 3 }),
      ...['langflow-a', 'langflow-b', 'langflow-c'].flatMap((pod) =>
        sidecar('langflow', pod, { requestsPerSecond: steps({ '0m': 1.7, '15m': 3 }) })
      ),
    ],
    fires: [{ alert: 'ElastiscopeDesiredNotReached', within: '18m' }],
    silent: ['ElastiscopeScalingLag'],
  },
  {
    name: 'crashing-replicas',
    system: 'langflow',
    story: 'The two replicas that were added become ready, run out of memory and crash, again and again.',
    duration: '1h',
    begins: '15m',
    series: () => [
      ...deployment('langflow', {
        replicas: steps({ '0m': 3, '15m': 5 }),
        ready: (seconds) => (seconds > 1200 && seconds % 300 < 45 ? 4 : 3),
      }),
      ...hpa('langflow', { min: 1, max: 10, desired: steps({ '0m': 3, '15m': 5 }) }),
      ...serving(1.5),
    ],
    fires: [{ alert: 'ElastiscopeDesiredNotReached', within: '25m' }],
  },
  {
    name: 'queueing-while-cpu-idles',
    system: 'langflow',
    story:
      'The provider answers slowly, requests queue at two replicas that do nothing but wait, and the HPA sees an idle CPU.',
    duration: '40m',
    begins: '15m',
    series: () => [
      ...deployment('langflow', { replicas: 2 }),
      ...hpa('langflow', { min: 1, max: 10, desired: 2 }),
      ...serving(steps({ '0m': 1.6, '15m': 3.4 })),
    ],
    fires: [{ alert: 'ElastiscopeScalingLag', within: '10m' }],
    silent: ['ElastiscopeAtMaxReplicas', 'ElastiscopeDesiredNotReached'],
  },
  {
    name: 'slow-scale-up-policy',
    system: 'langflow',
    story:
      'The scale-up policy allows one pod every four minutes. The load of a campaign has come long before the replicas have.',
    duration: '45m',
    begins: '15m',
    series: () => {
      const replicas = (seconds: number) => Math.min(9, 2 + Math.floor(Math.max(0, seconds - 840) / 240));
      return [
        ...deployment('langflow', { replicas, ready: (seconds) => replicas(seconds - 45) }),
        ...hpa('langflow', { min: 1, max: 10, desired: replicas, limited: steps({ '0m': false, '15m': true }) }),
        ...serving(steps({ '0m': 1.6, '15m': 8 })),
      ];
    },
    fires: [{ alert: 'ElastiscopeScalingLag', within: '10m' }],
    silent: ['ElastiscopeAtMaxReplicas'],
  },
  {
    name: 'scale-target-deleted',
    system: 'langflow',
    story:
      'A migration deletes the Deployment and forgets its autoscaler, which goes on saying that three replicas run and are wanted.',
    duration: '40m',
    begins: '15m',
    series: () => [
      ...deployment('langflow', { replicas: steps({ '0m': 3, '15m': gone }) }),
      ...hpa('langflow', { min: 1, max: 10, desired: 3, able: steps({ '0m': true, '15m': false }) }),
    ],
    fires: [{ alert: 'ElastiscopeAutoscalerUnable', within: '13m' }],
    silent: ['ElastiscopeDesiredNotReached', 'ElastiscopeAutoscalerBlind'],
  },
  {
    name: 'memory-holds-replicas',
    system: 'langflow',
    story: 'Memory of Python processes grows and never falls: six replicas stay since last week for the load of one.',
    duration: '26h',
    // Nothing is counted, and a day at 1m would take promtool minutes.
    evaluation: '10m',
    series: () => [
      ...deployment('langflow', { replicas: 6 }),
      ...hpa('langflow', { min: 1, max: 10, desired: 6 }),
      ...serving(0.8),
    ],
    fires: [{ alert: 'ElastiscopeOverProvisioned', within: '25h' }],
  },
];
