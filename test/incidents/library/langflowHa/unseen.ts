import { afflicted, prometheusDown, twoReplicas } from '../../blocks/faults';
import { deployment } from '../../blocks/kubeState';
import { member, pairThatRollsOut } from '../../blocks/pair';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';

const PAGES = ['ElastiscopeNoLeader', 'ElastiscopeTwoLeaders'];

/** What looks like an outage of the leader and is none. Pages are quick, hence evaluated as often as live. */
export const unseen: readonly Incident[] = [
  {
    name: 'leader-out-of-sight',
    system: 'langflow-ha',
    story: 'Prometheus cannot reach the leader for four minutes; the standby sees its lease renewed all the time.',
    duration: '25m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2 }),
      ...member('langflow-ha-0', {
        role: 'leader',
        requestsPerSecond: 2,
        scrape: steps({ '0m': 'answers', '10m': 'silent', '14m': 'answers' }),
      }),
      ...member('langflow-ha-1', { role: 'standby' }),
    ],
    fires: [],
    silent: PAGES,
  },
  {
    name: 'failover-while-prometheus-restarts',
    system: 'langflow-ha',
    story: 'Prometheus is away for a minute, and the leader’s pod with it: nothing ends the series of the old leader.',
    duration: '25m',
    evaluation: '15s',
    series: () =>
      afflicted(
        [
          ...deployment('langflow-ha', { replicas: 2, ready: steps({ '0m': 2, '10m': 1, '12m': 2 }) }),
          ...member('langflow-ha-0', {
            role: 'leader',
            requestsPerSecond: 2,
            scrape: steps({ '0m': 'answers', '10m': gone }),
          }).map((series) => ({
            ...series,
            at: (seconds: number) => (seconds < 600 ? series.at(seconds) : undefined),
          })),
          ...member('langflow-ha-1', { role: steps({ '0m': 'standby', '10m': 'leader' }), requestsPerSecond: 2 }),
          ...member('langflow-ha-2', {
            role: 'standby',
            startedAtSeconds: 660,
            scrape: steps({ '11m': 'answers' }),
            state: steps({ '11m': 'starting', '12m': 'ready' }),
          }),
        ],
        prometheusDown('10m', '11m')
      ),
    fires: [],
    silent: PAGES,
  },
  {
    name: 'pair-stopped-and-started',
    system: 'langflow-ha',
    story: 'The pair is scaled to zero for an hour of maintenance, and takes three minutes to start afterwards.',
    duration: '40m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', {
        replicas: steps({ '0m': 2, '10m': 0, '18m': 2 }),
        ready: steps({ '0m': 2, '10m': 0, '21m': 2 }),
      }),
      ...[0, 1].flatMap((index) => [
        ...member(`langflow-ha-${index}`, {
          role: index === 0 ? 'leader' : 'standby',
          scrape: steps({ '0m': 'answers', '10m': gone }),
        }),
        ...member(`langflow-ha-${index + 2}`, {
          startedAtSeconds: 1080,
          scrape: steps({ '18m': 'answers' }),
          state: steps({ '18m': 'starting', '21m': 'ready' }),
          role: steps({ '18m': 'standby', '21m': index === 0 ? 'leader' : 'standby' }),
        }),
      ]),
    ],
    fires: [],
    // Evaluated four times a minute, a start from zero is counted four times.
    mayFire: ['ElastiscopeScaledFromZeroOften'],
    silent: [...PAGES, 'ElastiscopeStandbyMissing'],
  },
  {
    name: 'roles-given-up',
    system: 'langflow-ha',
    story: 'A release turns the pair into two equal replicas, without roles.',
    duration: '30m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2 }),
      ...[0, 1].flatMap((index) => [
        ...member(`langflow-ha-${index}`, {
          role: index === 0 ? 'leader' : 'standby',
          requestsPerSecond: 1,
          scrape: steps({ '0m': 'answers', '10m': gone }),
        }),
        ...sidecar('langflow-ha', `langflow-ha-${index + 2}`, {
          startedAtSeconds: 570,
          requestsPerSecond: 1,
          scrape: steps({ '10m': 'answers' }),
        }),
      ]),
    ],
    fires: [],
    silent: [...PAGES, 'ElastiscopeStandbyMissing'],
  },
  {
    name: 'pair-seen-by-two-prometheus',
    system: 'langflow-ha',
    story:
      'Two Prometheus replicas write into one store: every series is there twice, each instance is still one, and a ticket says so.',
    duration: '20m',
    evaluation: '15s',
    series: () =>
      twoReplicas([
        ...member('langflow-ha-0', { role: 'leader', requestsPerSecond: 2 }),
        ...member('langflow-ha-1', { role: 'standby' }),
      ]),
    fires: [
      {
        alert: 'ElastiscopeScrapeMisconfigured',
        labels: { namespace: '*', workload: '*', reason: 'duplicates' },
        within: '14m',
      },
    ],
    silent: PAGES,
  },
  {
    name: 'pair-rolls-out',
    system: 'langflow-ha',
    story:
      'An ordinary release: the standby is replaced first, then the leader, which hands over within three seconds.',
    duration: '25m',
    evaluation: '15s',
    series: () => pairThatRollsOut(10),
    fires: [],
    // Evaluated four times a minute, a change of the leader is counted four times.
    mayFire: ['ElastiscopeLeaderUnstable'],
    silent: [...PAGES, 'ElastiscopeStandbyMissing', 'ElastiscopeFailoverSlow', 'ElastiscopeOldLeaderWorks'],
  },
];
