import { deployment } from '../../blocks/kubeState';
import { member } from '../../blocks/pair';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';

/** Nobody leads, or too many do: pages, which have to come within a minute or two, hence evaluated as often as live. */
export const outages: readonly Incident[] = [
  {
    name: 'standby-may-not-take-the-lease',
    system: 'langflow-ha',
    story:
      'The leader dies. The standby is well, but its service account may not update the lease, so nobody takes over.',
    duration: '20m',
    begins: '10m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2, ready: steps({ '0m': 2, '10m': 1 }) }),
      ...member('langflow-ha-0', {
        role: 'leader',
        requestsPerSecond: 2,
        scrape: steps({ '0m': 'answers', '10m': 'silent' }),
      }),
      ...member('langflow-ha-1', { role: 'standby', renewedAt: (seconds) => Math.min(seconds, 600) - 1 }),
    ],
    fires: [{ alert: 'ElastiscopeNoLeader', within: '2m' }],
    mayFire: ['ElastiscopeExporterDown'],
  },
  {
    name: 'both-nodes-lost',
    system: 'langflow-ha',
    story: 'The zone of both nodes fails. Their pods are removed and wait for a node that fits; no target is left.',
    duration: '50m',
    begins: '10m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2, ready: steps({ '0m': 2, '11m': 0 }) }),
      ...['leader', 'standby']
        .map((role) => role === 'leader')
        .flatMap((leads, index) =>
          member(`langflow-ha-${index}`, {
            role: leads ? 'leader' : 'standby',
            requestsPerSecond: leads ? 2 : 0,
            scrape: steps({ '0m': 'answers', '10m': 'silent', '15m': gone }),
          })
        ),
    ],
    fires: [{ alert: 'ElastiscopeNoLeader', within: '1m' }],
    mayFire: ['ElastiscopeExporterDown', 'ElastiscopeDesiredNotReached', 'ElastiscopeSourceMissing'],
  },
  {
    name: 'leader-drains-for-minutes',
    system: 'langflow-ha',
    story:
      'A release ends the leader, which waits five minutes for one long answer. Nobody takes new requests meanwhile.',
    duration: '20m',
    begins: '10m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2, ready: 1 }),
      ...member('langflow-ha-0', {
        role: 'leader',
        requestsPerSecond: steps({ '0m': 2, '10m': 0 }),
        state: steps({ '0m': 'ready', '10m': 'draining' }),
        scrape: steps({ '0m': 'answers', '15m': gone }),
      }),
      ...member('langflow-ha-1', { role: steps({ '0m': 'standby', '15m': 'leader' }) }),
    ],
    fires: [{ alert: 'ElastiscopeNoLeader', within: '4m' }],
  },
  {
    name: 'two-lead',
    system: 'langflow-ha',
    story:
      'The clock of the old leader stands still after a suspend: it goes on leading when the standby takes the lease.',
    duration: '20m',
    begins: '10m',
    evaluation: '15s',
    series: () => [
      ...deployment('langflow-ha', { replicas: 2 }),
      ...member('langflow-ha-0', { role: 'leader', requestsPerSecond: 1 }),
      ...member('langflow-ha-1', { role: steps({ '0m': 'standby', '10m': 'leader' }), requestsPerSecond: 1 }),
    ],
    fires: [{ alert: 'ElastiscopeTwoLeaders', within: '2m' }],
    silent: ['ElastiscopeNoLeader', 'ElastiscopeStandbyMissing'],
  },
];
