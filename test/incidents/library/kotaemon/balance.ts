import type { BackendState } from '../../../../src/vocabulary';
import { upstreamServer } from '../../blocks/nginx';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { alternating, steps, type Timeline } from '../../series/timeline';

/** Two servers and a backup, as nginx sees them. */
function servers(main: Timeline<number>, backup: Timeline<number>): SourceSeries[] {
  return [
    ...upstreamServer('kotaemon', '10.0.0.1:8080', { requestsPerSecond: main }),
    ...upstreamServer('kotaemon', '10.0.0.2:8080', { requestsPerSecond: main }),
    ...upstreamServer('kotaemon', '10.0.0.3:8080', { requestsPerSecond: backup, isBackup: true }),
  ];
}

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
  {
    name: 'backup-serves',
    system: 'kotaemon',
    story:
      'The load balancer takes both servers for failed and sends everything to the backup, which carries it, just.',
    duration: '30m',
    begins: '10m',
    series: () => servers(steps({ '0m': 1, '10m': 0 }), steps({ '0m': 0, '10m': 2 })),
    fires: [{ alert: 'ElastiscopeBackupServing', within: '10m' }],
  },
  {
    name: 'backup-helps-out',
    system: 'kotaemon',
    story: 'For half a minute the backup stands in for two servers that restart together.',
    duration: '40m',
    series: () => servers(steps({ '0m': 1, '15m': 0, '15m30s': 1 }), steps({ '0m': 0, '15m': 2, '15m30s': 0 })),
    fires: [],
    silent: ['ElastiscopeBackupServing', 'ElastiscopeLoadSkew'],
  },
];
