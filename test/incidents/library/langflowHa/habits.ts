import { deployment } from '../../blocks/kubeState';
import { member, pairThatRollsOut } from '../../blocks/pair';
import { simulate } from '../../blocks/simulate';
import type { Incident } from '../../incident';
import { alternating, gone, steps } from '../../series/timeline';
import { scenarioOf } from '../../systems';

const calm = { ...scenarioOf('langflow-ha'), chaos: {} };

/** What shows over minutes and hours: tickets, evaluated by the minute because changes of the leader are counted. */
export const habits: readonly Incident[] = [
  {
    name: 'standby-does-not-come-back',
    system: 'langflow-ha',
    story: 'The standby is evicted and its image cannot be pulled any more. The leader serves alone.',
    duration: '40m',
    begins: '10m',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2, ready: steps({ '0m': 2, '10m': 1 }) }),
      ...member('langflow-ha-0', { role: 'leader', requestsPerSecond: 2 }),
      ...member('langflow-ha-1', { role: 'standby', scrape: steps({ '0m': 'answers', '10m': gone }) }),
    ],
    fires: [{ alert: 'ElastiscopeStandbyMissing', within: '12m' }],
    mayFire: ['ElastiscopeDesiredNotReached'],
  },
  {
    name: 'leaders-in-turn',
    system: 'langflow-ha',
    story: 'Renewals come too late: the two instances take the lead from each other every eight minutes.',
    duration: '1h10m',
    begins: '10m',
    series: () =>
      simulate(calm, {
        duration: '1h10m',
        load: 1,
        happenings: (['10m', '18m', '26m', '34m'] as const).map((at) => ({
          at,
          happens: (workload, seconds) => workload.loseLeader(seconds, true),
        })),
      }),
    fires: [{ alert: 'ElastiscopeLeaderUnstable', within: '28m' }],
  },
  {
    name: 'released-and-rolled-back',
    system: 'langflow-ha',
    story: 'A release and, twenty minutes later, its rollback: every instance is replaced twice within an hour.',
    duration: '50m',
    series: () => pairThatRollsOut(15, 35),
    fires: [],
    silent: ['ElastiscopeLeaderUnstable', 'ElastiscopeStandbyMissing', 'ElastiscopeConfigDiffers'],
  },
  {
    name: 'old-leader-works-on',
    system: 'langflow-ha',
    story:
      'The leader loses the API server and with it the lease, but goes on with three long flows that the new one runs too.',
    duration: '1h40m',
    begins: '1h30m',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2 }),
      ...member('langflow-ha-0', {
        role: steps({ '0m': 'leader', '1h30m': 'standby' }),
        requestsPerSecond: steps({ '0m': 1, '1h30m': 0 }),
        inFlight: 3,
      }),
      ...member('langflow-ha-1', {
        role: steps({ '0m': 'standby', '1h30m': 'leader' }),
        requestsPerSecond: steps({ '0m': 0, '1h30m': 1 }),
        takeovers: { crash: steps({ '0m': 0, '1h30m': 1 }) },
      }),
    ],
    fires: [{ alert: 'ElastiscopeOldLeaderWorks', within: '4m' }],
  },
  {
    name: 'standby-serves-reads',
    system: 'langflow-ha',
    story: 'Both instances serve at all times and one leads the jobs. After a failover they serve as before.',
    duration: '1h45m',
    series: () =>
      [0, 1].flatMap((index) =>
        member(`langflow-ha-${index}`, {
          role: steps({ '0m': index === 0 ? 'leader' : 'standby', '1h30m': index === 0 ? 'standby' : 'leader' }),
          requestsPerSecond: 2,
          takeovers: { crash: steps({ '0m': 0, '1h30m': index }) },
        })
      ),
    fires: [],
    silent: ['ElastiscopeOldLeaderWorks'],
  },
  {
    name: 'standby-keeps-the-old-configuration',
    system: 'langflow-ha',
    story:
      'New prices and routes are rolled out to the leader; the standby is forgotten and would serve with the old ones.',
    duration: '50m',
    begins: '10m',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2 }),
      ...member('langflow-ha-0', { role: 'standby' }),
      ...member('langflow-ha-1', {
        role: 'leader',
        requestsPerSecond: 2,
        scrape: steps({ '0m': 'answers', '10m': gone }),
      }),
      ...member('langflow-ha-2', {
        role: 'leader',
        requestsPerSecond: 2,
        startedAtSeconds: 540,
        config: 'fedcba987654',
        scrape: steps({ '10m': 'answers' }),
      }),
    ],
    fires: [{ alert: 'ElastiscopeConfigDiffers', within: '18m' }],
  },
  {
    name: 'drill-forgotten',
    system: 'langflow-ha',
    story: 'A drill is due every two hours (days, in truth); the last one is longer ago.',
    duration: '4h',
    begins: '2h',
    series: () => [
      ...member('langflow-ha-0', { role: 'leader', requestsPerSecond: 2, targets: { drill_interval_days: 2 / 24 } }),
      ...member('langflow-ha-1', { role: 'standby', targets: { drill_interval_days: 2 / 24 } }),
    ],
    fires: [{ alert: 'ElastiscopeDrillOverdue', within: '1h15m' }],
  },
  {
    name: 'drills-in-time',
    system: 'langflow-ha',
    story: 'A drill every hour where one is due every two hours, the lead going back and forth each time.',
    duration: '4h',
    series: () =>
      [0, 1].flatMap((index) =>
        member(`langflow-ha-${index}`, {
          role: index === 0 ? alternating('leader', 'standby', '2h') : alternating('standby', 'leader', '2h'),
          targets: { drill_interval_days: 2 / 24 },
          takeovers: {
            drill: index === 0 ? steps({ '0m': 0, '2h': 1 }) : steps({ '0m': 0, '1h': 1, '3h': 2 }),
          },
        })
      ),
    fires: [],
    silent: ['ElastiscopeDrillOverdue', 'ElastiscopeLeaderUnstable'],
  },
];
