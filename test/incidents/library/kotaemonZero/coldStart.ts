import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';

export const coldStart: readonly Incident[] = [
  {
    name: 'autoscaler-blind',
    system: 'kotaemon-zero',
    story: 'The Prometheus that the scaler asks has moved: two replicas stay two, whatever comes.',
    duration: '40m',
    begins: '10m',
    series: () => [
      ...deployment('kotaemon-zero', { replicas: 2 }),
      ...hpa('kotaemon-zero', { min: 1, max: 10, desired: 2, active: steps({ '0m': true, '10m': false }) }),
      ...['kotaemon-zero-a', 'kotaemon-zero-b'].flatMap((pod) =>
        sidecar('kotaemon-zero', pod, { requestsPerSecond: 1 })
      ),
    ],
    fires: [{ alert: 'ElastiscopeAutoscalerBlind', within: '12m' }],
  },
  {
    name: 'asleep-at-night',
    system: 'kotaemon-zero',
    story:
      'Nobody asks, the cooldown is over and the last replica goes. KEDA switches the autoscaler off at zero, on purpose.',
    duration: '2h',
    series: () => [
      ...deployment('kotaemon-zero', { replicas: steps({ '0m': 1, '20m': 0 }) }),
      ...hpa('kotaemon-zero', {
        min: 1,
        max: 10,
        desired: steps({ '0m': 1, '20m': 0 }),
        active: steps({ '0m': true, '20m': false }),
      }),
      ...sidecar('kotaemon-zero', 'kotaemon-zero-a', {
        scrape: steps({ '0m': 'answers', '20m': gone }),
        requestsPerSecond: 0.2,
      }),
    ],
    fires: [],
    silent: ['ElastiscopeAutoscalerBlind', 'ElastiscopeSourceMissing', 'ElastiscopeExporterDown'],
  },
];
