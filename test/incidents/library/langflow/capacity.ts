import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { steps } from '../../series/timeline';

const pods = ['langflow-a', 'langflow-b', 'langflow-c', 'langflow-d'];

export const capacity: readonly Incident[] = [
  {
    name: 'at-max-and-short',
    system: 'langflow',
    story:
      'A campaign brings twice the load that four replicas carry, and four is the maximum: the autoscaler is held back.',
    duration: '40m',
    begins: '10m',
    series: () => [
      ...deployment('langflow', { replicas: 4 }),
      ...hpa('langflow', { min: 1, max: 4, desired: 4, limited: steps({ '0m': false, '10m': true }) }),
      ...pods.flatMap((pod) => sidecar('langflow', pod, { requestsPerSecond: steps({ '0m': 1.6, '10m': 3.5 }) })),
    ],
    fires: [{ alert: 'ElastiscopeAtMaxReplicas', within: '12m' }],
  },
  {
    name: 'pinned-autoscaler',
    system: 'langflow',
    story: 'The autoscaler is pinned to four replicas (min = max) for a load test: at its maximum, as it was meant.',
    duration: '1h',
    series: () => [
      ...deployment('langflow', { replicas: 4 }),
      ...hpa('langflow', { min: 4, max: 4, desired: 4, limited: true }),
      ...pods.flatMap((pod) => sidecar('langflow', pod, { requestsPerSecond: 1.6 })),
    ],
    fires: [],
    silent: ['ElastiscopeAtMaxReplicas'],
  },
];
