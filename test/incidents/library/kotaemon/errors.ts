import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { steps, type Timeline } from '../../series/timeline';

/** All replicas as one, of which this share of the answers is a 500. */
const failing = (share: Timeline<number>): SourceSeries[] =>
  sidecar('kotaemon', 'kotaemon-a', { requestsPerSecond: 3, failing: share });

export const errors: readonly Incident[] = [
  {
    name: 'errors-simmer',
    system: 'kotaemon',
    story:
      'One document in a hundred cannot be read since the new parser: ten times what is allowed, too little for the fast windows.',
    duration: '2h',
    begins: '40m',
    series: () => failing(steps({ '0m': 0, '40m': 0.01 })),
    fires: [{ alert: 'ElastiscopeErrorBudgetBurn', within: '1h10m' }],
    // The budget that a page says is burning burns for the ticket, too.
    mayFire: ['ElastiscopeErrorBudgetBurnSlow'],
  },
  {
    name: 'errors-trickle',
    system: 'kotaemon',
    story:
      'Two answers in a thousand fail since this morning: nothing to wake anybody for, but the month will not hold.',
    duration: '4h',
    begins: '1h',
    series: () => failing(steps({ '0m': 0, '1h': 0.002 })),
    fires: [{ alert: 'ElastiscopeErrorBudgetBurnSlow', within: '2h30m' }],
    silent: ['ElastiscopeErrorBudgetBurn'],
  },
  {
    name: 'one-failure-at-night',
    system: 'kotaemon',
    story: 'In a quiet night one request waits for half a minute and then fails: of the few there are, a large share.',
    duration: '50m',
    series: () =>
      sidecar('kotaemon', 'kotaemon-a', {
        requestsPerSecond: 0.02,
        failing: steps({ '0m': 0, '20m': 1, '21m': 0 }),
        seconds: steps({ '0m': 0.8, '20m': 30, '21m': 0.8 }),
      }),
    fires: [],
    silent: ['ElastiscopeErrorBudgetBurn', 'ElastiscopeErrorBudgetBurnSlow', 'ElastiscopeLatencyHigh'],
  },
  {
    name: 'errors-blip',
    system: 'kotaemon',
    story: 'Redis fails over, and for a minute a fifth of the answers is a 500; then all is well again.',
    duration: '1h40m',
    series: () => failing(steps({ '0m': 0, '1h10m': 0.2, '1h11m': 0 })),
    fires: [],
    silent: ['ElastiscopeErrorBudgetBurn', 'ElastiscopeErrorBudgetBurnSlow'],
  },
  {
    name: 'slow-vector-search',
    system: 'kotaemon',
    story: 'The index outgrew its memory: every answer takes two and a half seconds instead of less than one.',
    duration: '40m',
    begins: '10m',
    series: () =>
      ['kotaemon-a', 'kotaemon-b', 'kotaemon-c'].flatMap((pod) =>
        sidecar('kotaemon', pod, { requestsPerSecond: 1, seconds: steps({ '0m': 0.8, '10m': 2.5 }) })
      ),
    fires: [{ alert: 'ElastiscopeLatencyHigh', within: '17m' }],
  },
];
