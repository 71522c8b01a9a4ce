import type { BackendState } from '../../../../src/vocabulary';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { alternating, steps } from '../../series/timeline';

export const balance: readonly Incident[] = [
  {
    name: 'backend-stops',
    system: 'kotaemon',
    story: 'One of three backends is killed for its memory and does not come back; the others take its share.',
    duration: '30m',
    begins: '10m',
    series: () => [
      ...['kotaemon-a', 'kotaemon-b'].flatMap((pod) =>
        sidecar('kotaemon', pod, { requestsPerSecond: steps({ '0m': 1, '10m': 1.5 }) })
      ),
      ...sidecar('kotaemon', 'kotaemon-c', {
        requestsPerSecond: steps({ '0m': 1, '10m': 0 }),
        state: steps<BackendState>({ '0m': 'ready', '10m': 'stopped' }),
      }),
    ],
    fires: [{ alert: 'ElastiscopeBackendDown', within: '7m' }],
  },
  {
    name: 'backend-crashes-on',
    system: 'kotaemon',
    story: 'One of three backends cannot read its configuration: it starts, crashes, waits and starts again.',
    duration: '35m',
    begins: '10m',
    series: () => [
      ...['kotaemon-a', 'kotaemon-b'].flatMap((pod) => sidecar('kotaemon', pod, { requestsPerSecond: 1.5 })),
      ...sidecar('kotaemon', 'kotaemon-c', {
        state: (seconds) => (seconds < 600 ? 'ready' : alternating<BackendState>('stopped', 'starting', '2m')(seconds)),
      }),
    ],
    fires: [{ alert: 'ElastiscopeBackendDown', within: '14m' }],
  },
  {
    name: 'redis-gone',
    system: 'kotaemon',
    story:
      'Redis is gone, and with it the readiness of every backend: nginx refuses all requests, so that no sidecar sees an error.',
    duration: '30m',
    begins: '10m',
    series: () =>
      ['kotaemon-a', 'kotaemon-b', 'kotaemon-c'].flatMap((pod) =>
        sidecar('kotaemon', pod, {
          requestsPerSecond: steps({ '0m': 1, '10m': 0 }),
          state: steps<BackendState>({ '0m': 'ready', '10m': 'unready' }),
        })
      ),
    fires: [{ alert: 'ElastiscopeNoBackendServes', within: '4m' }],
    silent: ['ElastiscopeBackendDown'],
  },
  {
    name: 'sticky-sessions',
    system: 'kotaemon',
    story: 'After a restart of nginx nearly all sessions stick to one of three replicas, which still keeps up.',
    duration: '45m',
    begins: '10m',
    series: () => [
      ...sidecar('kotaemon', 'kotaemon-a', { requestsPerSecond: steps({ '0m': 1.2, '10m': 3 }) }),
      ...sidecar('kotaemon', 'kotaemon-b', { requestsPerSecond: steps({ '0m': 1.2, '10m': 0.4 }) }),
      ...sidecar('kotaemon', 'kotaemon-c', { requestsPerSecond: steps({ '0m': 1.2, '10m': 0.2 }) }),
    ],
    fires: [{ alert: 'ElastiscopeLoadSkew', within: '19m' }],
  },
  {
    name: 'weights-and-a-spare',
    system: 'kotaemon',
    story: 'Weights of 3, 3 and 2 and a backup that idles: uneven, as it was meant.',
    duration: '45m',
    series: () =>
      Object.entries({ a: 1.5, b: 1.5, c: 1, d: 0 }).flatMap(([pod, requestsPerSecond]) =>
        sidecar('kotaemon', `kotaemon-${pod}`, { requestsPerSecond })
      ),
    fires: [],
    silent: ['ElastiscopeLoadSkew', 'ElastiscopeBackendDown'],
  },
  {
    name: 'backends-restart',
    system: 'kotaemon',
    story:
      'One backend crashes and is back within minutes, another loses its readiness for two; nginx sends no request there.',
    duration: '1h',
    series: () => [
      ...sidecar('kotaemon', 'kotaemon-a', { requestsPerSecond: 1 }),
      ...sidecar('kotaemon', 'kotaemon-b', {
        requestsPerSecond: steps({ '0m': 1, '10m': 0, '15m': 1 }),
        state: steps<BackendState>({ '0m': 'ready', '10m': 'stopped', '11m': 'starting', '15m': 'ready' }),
      }),
      ...sidecar('kotaemon', 'kotaemon-c', {
        requestsPerSecond: steps({ '0m': 1, '30m': 0, '32m': 1 }),
        state: steps<BackendState>({ '0m': 'ready', '30m': 'unready', '32m': 'ready' }),
      }),
    ],
    fires: [],
    silent: ['ElastiscopeBackendDown', 'ElastiscopeNoBackendServes', 'ElastiscopeLoadSkew'],
  },
];
