import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps, type Timeline } from '../../series/timeline';

interface Start {
  readonly pod: string;
  readonly atSeconds: number;
  readonly tookSeconds: number;
  readonly endsAtSeconds?: number;
  /** Requests that waited for it, each from its beginning. */
  readonly waiting?: number;
}

/** A pod that starts, serves a request every five seconds and goes. */
function pod({ pod: name, atSeconds, tookSeconds, endsAtSeconds = Infinity, waiting = 0 }: Start) {
  const readyAt = atSeconds + tookSeconds;
  return sidecar('kotaemon-zero', name, {
    scrape: (seconds) => (seconds < atSeconds || seconds >= endsAtSeconds ? gone : 'answers'),
    start: { atSeconds, tookSeconds },
    requestsPerSecond: (seconds) => (seconds < readyAt ? 0 : 0.2),
    inFlight: (seconds) => (seconds < readyAt ? waiting : 0),
    details: (seconds) => {
      const waited = seconds < readyAt ? 0 : waiting;
      return { traffic: { delayed: waited, delaySeconds: waited * tookSeconds } };
    },
  });
}

/** kube-state-metrics over the pods: which exist, and which are ready. */
function kube(starts: readonly Start[]) {
  const existing = (seconds: number) =>
    starts.filter(({ atSeconds, endsAtSeconds = Infinity }) => seconds >= atSeconds && seconds < endsAtSeconds).length;
  const ready = (seconds: number) =>
    starts.filter(
      ({ atSeconds, tookSeconds, endsAtSeconds = Infinity }) =>
        seconds >= atSeconds + tookSeconds && seconds < endsAtSeconds
    ).length;
  const active: Timeline<boolean> = (seconds) => existing(seconds) > 0;
  return [
    ...deployment('kotaemon-zero', { replicas: existing, ready }),
    ...hpa('kotaemon-zero', { min: 1, max: 10, desired: existing, active }),
  ];
}

const told = (starts: readonly Start[]) => [...kube(starts), ...starts.flatMap(pod)];

/** What happens when starts are slow, and somebody waits. A start may take 30 s. */
export const waiting: readonly Incident[] = [
  {
    name: 'model-on-the-network',
    system: 'kotaemon-zero',
    story: 'Since the volume has moved to the network, every start loads its embeddings for a minute and a half.',
    duration: '40m',
    begins: '10m',
    series: () =>
      told([
        { pod: 'kotaemon-zero-a', atSeconds: 600, tookSeconds: 92, endsAtSeconds: 1200 },
        { pod: 'kotaemon-zero-b', atSeconds: 1500, tookSeconds: 88 },
      ]),
    fires: [{ alert: 'ElastiscopeColdStartSlow', within: '10m' }],
    silent: ['ElastiscopeStartTimedOut', 'ElastiscopeRequestsWaitForColdStart'],
  },
  {
    name: 'users-wait-for-minutes',
    system: 'kotaemon-zero',
    story: 'Three users ask, the only pod migrates its index first, and they look at a spinner for six minutes.',
    duration: '40m',
    begins: '10m',
    series: () => told([{ pod: 'kotaemon-zero-a', atSeconds: 600, tookSeconds: 370, waiting: 3 }]),
    fires: [
      { alert: 'ElastiscopeRequestsWaitForColdStart', within: '4m' },
      { alert: 'ElastiscopeColdStartSlow', within: '15m' },
    ],
    mayFire: ['ElastiscopeStartTimedOut'],
  },
  {
    name: 'wrong-probe-path',
    system: 'kotaemon-zero',
    story:
      'A typo in the path of the readiness probe: the first pod runs and runs, and is never ready. Nobody asks yet.',
    duration: '30m',
    begins: '10m',
    series: () => told([{ pod: 'kotaemon-zero-a', atSeconds: 600, tookSeconds: 1e6 }]),
    fires: [
      { alert: 'ElastiscopeStartTimedOut', within: '8m' },
      { alert: 'ElastiscopeDesiredNotReached', within: '18m' },
    ],
    silent: ['ElastiscopeRequestsWaitForColdStart'],
  },
  {
    name: 'cooldown-too-short',
    system: 'kotaemon-zero',
    story:
      'A class of thirty works in bursts, and the cooldown ends in each pause: three starts, and the class waits each time.',
    duration: '1h',
    begins: '10m',
    series: () =>
      told(
        [0, 1, 2].map((burst) => ({
          pod: `kotaemon-zero-${'abc'[burst] ?? ''}`,
          atSeconds: 600 + burst * 900,
          tookSeconds: 25,
          endsAtSeconds: 600 + burst * 900 + 420,
          waiting: 12,
        }))
      ),
    fires: [{ alert: 'ElastiscopeRequestsWaitForColdStart', within: '35m' }],
    silent: ['ElastiscopeScaledFromZeroOften', 'ElastiscopeColdStartSlow'],
  },
  {
    name: 'slower-since-the-release',
    system: 'kotaemon-zero',
    story:
      'Fifteen seconds a start since always, and 45 since the release of last night: longer than half a minute at last.',
    duration: '52h',
    begins: '46h',
    // Nothing is counted, and two days at 1m would take promtool minutes.
    evaluation: '10m',
    series: () =>
      [2, 6, 10, 14, 18]
        .map((hour) => ({ hour, tookSeconds: 15 }))
        .concat([46, 47, 48, 49].map((hour) => ({ hour, tookSeconds: 45 })))
        .flatMap(({ hour, tookSeconds }) =>
          pod({ pod: `kotaemon-zero-${hour}`, atSeconds: hour * 3600, tookSeconds, endsAtSeconds: hour * 3600 + 1200 })
        ),
    fires: [{ alert: 'ElastiscopeColdStartSlow', within: '30m' }],
  },
  {
    name: 'morning-rush-on-one-start',
    system: 'kotaemon-zero',
    story:
      'Forty people open the page at nine. All of them wait for the first start, as those who scale to zero have chosen.',
    duration: '1h30m',
    series: () => told([{ pod: 'kotaemon-zero-a', atSeconds: 1800, tookSeconds: 24, waiting: 40 }]),
    fires: [],
    silent: ['ElastiscopeRequestsWaitForColdStart', 'ElastiscopeColdStartSlow'],
  },
  {
    name: 'last-replica-drains',
    system: 'kotaemon-zero',
    story:
      'The last replica is told to go and finishes two long answers for ten minutes, while nothing is ready any more.',
    duration: '45m',
    series: () => [
      ...deployment('kotaemon-zero', { replicas: steps({ '0m': 1, '15m': 0 }) }),
      ...hpa('kotaemon-zero', {
        min: 1,
        max: 10,
        desired: steps({ '0m': 1, '15m': 0 }),
        active: steps({ '0m': true, '15m': false }),
      }),
      ...sidecar('kotaemon-zero', 'kotaemon-zero-a', {
        scrape: steps({ '0m': 'answers', '25m': gone }),
        state: steps({ '0m': 'ready', '15m': 'draining' }),
        requestsPerSecond: steps({ '0m': 0.5, '15m': 0.05 }),
        inFlight: 2,
      }),
    ],
    fires: [],
    silent: ['ElastiscopeRequestsWaitForColdStart', 'ElastiscopeActiveAtZeroReplicas', 'ElastiscopeDesiredNotReached'],
  },
];
