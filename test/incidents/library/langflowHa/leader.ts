import { simulate } from '../../blocks/simulate';
import type { Incident } from '../../incident';
import { scenarioOf } from '../../systems';

/** What is evaluated four times a minute is counted four times. */
const COUNTED_TOO_OFTEN = ['ElastiscopeLeaderUnstable'];

const calm = { ...scenarioOf('langflow-ha'), chaos: {} };

export const leader: readonly Incident[] = [
  {
    name: 'leader-killed',
    system: 'langflow-ha',
    story:
      'The leader is killed. Its lease has to run out before the standby takes over, longer than the ten seconds allowed.',
    duration: '20m',
    begins: '10m',
    // Over within half a minute.
    evaluation: '15s',
    series: () =>
      simulate(calm, {
        duration: '20m',
        load: 1,
        happenings: [{ at: '10m', happens: (workload, at) => workload.loseLeader(at, false) }],
      }),
    fires: [{ alert: 'ElastiscopeFailoverSlow', within: '2m' }],
    mayFire: COUNTED_TOO_OFTEN,
  },
  {
    name: 'leader-hands-over',
    system: 'langflow-ha',
    story: 'The leader is asked to leave, as in a drill, and gives its lease back: the standby serves within seconds.',
    duration: '20m',
    evaluation: '15s',
    series: () =>
      simulate(calm, {
        duration: '20m',
        load: 1,
        happenings: [{ at: '10m', happens: (workload, at) => workload.loseLeader(at, true) }],
      }),
    fires: [],
    mayFire: COUNTED_TOO_OFTEN,
    silent: ['ElastiscopeFailoverSlow', 'ElastiscopeNoLeader'],
  },
];
