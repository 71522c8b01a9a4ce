import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';

/** What happens when replicas do not start, or start slowly. A start may take 30 s. */
export const starts: readonly Incident[] = [
  {
    name: 'release-does-not-start',
    system: 'langflow',
    story:
      'The new release waits for a database migration that never ends. Its first pod starts and starts, the old ones serve on.',
    duration: '40m',
    begins: '15m',
    series: () => [
      ...deployment('langflow', {
        replicas: 2,
        existing: steps({ '0m': 2, '15m': 3 }),
        ready: 2,
        updated: steps({ '0m': 2, '15m': 1 }),
      }),
      ...hpa('langflow', { min: 2, max: 10, desired: 2 }),
      ...['langflow-a', 'langflow-b'].flatMap((pod) => sidecar('langflow', pod, { requestsPerSecond: 1 })),
      ...sidecar('langflow', 'langflow-c', {
        scrape: steps({ '0m': gone, '15m': 'answers' }),
        start: { atSeconds: 900, tookSeconds: Infinity },
      }),
    ],
    fires: [{ alert: 'ElastiscopeStartTimedOut', within: '8m' }],
    silent: ['ElastiscopeDesiredNotReached', 'ElastiscopeRequestsWaitForColdStart'],
  },
  {
    name: 'one-slow-start-of-four',
    system: 'langflow',
    story: 'Four replicas start for the morning. One lands on a new node with a cold disk and takes two minutes.',
    duration: '1h',
    series: () => [
      ...deployment('langflow', {
        replicas: steps({ '0m': 1, '10m': 5 }),
        ready: steps({ '0m': 1, '11m': 4, '13m': 5 }),
      }),
      ...hpa('langflow', { min: 1, max: 10, desired: steps({ '0m': 1, '10m': 5 }) }),
      ...sidecar('langflow', 'langflow-a', { requestsPerSecond: 1.5 }),
      ...[14, 16, 19, 121].flatMap((seconds, index) =>
        sidecar('langflow', `langflow-${'bcde'[index]}`, {
          scrape: steps({ '0m': gone, '10m': 'answers' }),
          start: { atSeconds: 600, tookSeconds: seconds },
          requestsPerSecond: (now) => (now < 600 + seconds ? 0 : 1),
        })
      ),
    ],
    fires: [],
    silent: ['ElastiscopeColdStartSlow', 'ElastiscopeStartTimedOut'],
  },
];
