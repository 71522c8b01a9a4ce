import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { steps } from '../../series/timeline';

export const traffic: readonly Incident[] = [
  {
    name: 'errors-burn',
    system: 'kotaemon',
    story: 'The vector store is out of memory: from one minute to the next a tenth of the answers is a 500.',
    duration: '40m',
    begins: '10m',
    series: () =>
      ['kotaemon-a', 'kotaemon-b', 'kotaemon-c'].flatMap((pod) =>
        sidecar('kotaemon', pod, { requestsPerSecond: 1, failing: steps({ '0m': 0, '10m': 0.1 }) })
      ),
    fires: [{ alert: 'ElastiscopeErrorBudgetBurn', within: '12m' }],
  },
];
