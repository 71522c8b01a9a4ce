import { simulate } from '../../blocks/simulate';
import type { Incident } from '../../incident';
import { scenarioOf } from '../../systems';

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
    silent: ['ElastiscopeFailoverSlow', 'ElastiscopeNoLeader'],
  },
];
