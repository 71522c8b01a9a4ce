import { sidecar } from '../../blocks/sidecar';
import { simulate } from '../../blocks/simulate';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';
import { scenarioOf } from '../../systems';

const chatchat = scenarioOf('chatchat');
/** Three replicas whose answers take some seconds, because the knowledge base is large. */
const fixed = {
  ...chatchat,
  chaos: {},
  scaling: { kind: 'fixed', replicas: 3 },
  service: { concurrency: 4, work: { medianSeconds: 4, spread: 0.3 } },
  targets: { ...chatchat.targets, latency_p95_seconds: 15 },
} as const;

export const shutdown: readonly Incident[] = [
  {
    name: 'drain-close-to-its-grace',
    system: 'chatchat',
    story: 'A pod that is scaled down waits for an answer that takes 26 of its 30 seconds of grace; nothing is cut.',
    duration: '40m',
    begins: '20m',
    series: () => [
      ...sidecar('chatchat', 'chatchat-a', { requestsPerSecond: 1 }),
      ...sidecar('chatchat', 'chatchat-b', {
        requestsPerSecond: steps({ '0m': 1, '20m': 0 }),
        state: steps({ '0m': 'ready', '20m': 'draining' }),
        scrape: (seconds) => (seconds <= 1230 ? 'answers' : gone),
        details: (seconds) => ({
          lifecycle: { drain: seconds >= 1230 ? { seconds: 26, graceSeconds: 30 } : undefined },
        }),
      }),
    ],
    fires: [{ alert: 'ElastiscopeDrainNearGrace', within: '3m' }],
  },
  {
    name: 'release-cuts-requests',
    system: 'chatchat',
    story: 'A release of a version with a grace period of 4 s: answers that take longer are broken off.',
    duration: '40m',
    begins: '20m',
    series: () =>
      simulate(
        { ...fixed, gracePeriodSeconds: 4 },
        { duration: '40m', load: 1.5, happenings: [{ at: '20m', happens: ({ deployment }) => deployment.release() }] }
      ),
    fires: [{ alert: 'ElastiscopeRequestsCut', within: '5m' }],
  },
  {
    name: 'release-drains',
    system: 'chatchat',
    story: 'The same release with the grace period of 30 s: every answer is finished before its pod goes.',
    duration: '40m',
    series: () =>
      simulate(fixed, {
        duration: '40m',
        load: 1.5,
        happenings: [{ at: '20m', happens: ({ deployment }) => deployment.release() }],
      }),
    fires: [],
    silent: ['ElastiscopeRequestsCut', 'ElastiscopeDesiredNotReached', 'ElastiscopeErrorBudgetBurn'],
  },
];
