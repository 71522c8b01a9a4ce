import { rateOfArrivals } from './queries';
import type { Scenario } from './types';

const identity = { cluster: 'demo', namespace: 'kotaemon', workload: 'kotaemon-zero' } as const;

/** Polling and cooldown are shortened from 30 s and 300 s, as the tide is from hours to minutes. */
export const kotaemonZero: Scenario = {
  name: 'kotaemon-zero',
  identity,
  summary: 'No replica while nobody asks; the first to ask waits for the cold start.',
  profile: 'kotaemon',
  tide: {
    peak: 0.85,
    nightShare: 0.7,
    busiestHourUtc: 16,
    waves: [{ periodSeconds: 900, depth: 1 }],
    noise: { periodSeconds: 150, depth: 0.05 },
    dryBelow: 0.3,
  },
  scaling: {
    kind: 'keda',
    query: rateOfArrivals(identity),
    policy: {
      minReplicaCount: 0,
      maxReplicaCount: 10,
      triggers: [
        {
          type: 'external',
          name: 's0-prometheus',
          metricType: 'AverageValue',
          threshold: 2.5,
          activationThreshold: 0.01,
        },
      ],
      pollingIntervalSeconds: 5,
      cooldownPeriodSeconds: 30,
      behavior: { scaleDown: { stabilizationWindowSeconds: 180 } },
    },
  },
  front: { kind: 'ingress', holdSeconds: 90, holdRequests: 200 },
  startup: { boot: { medianSeconds: 11, spread: 0.3 }, restartDelaySeconds: 3 },
  service: { concurrency: 5, work: { medianSeconds: 0.2, spread: 0.35 } },
  flows: [
    {
      name: 'handbook-qa',
      model: 'gpt-4o-mini',
      prefixTokens: 900,
      promptTokens: [500, 1600],
      maxCompletionTokens: 200,
      streamed: true,
    },
  ],
  askers: [
    { team: 'people', flow: 'handbook-qa', weight: 2 },
    { team: 'support', flow: 'handbook-qa', weight: 1 },
  ],
  tokensPerMinute: 450_000,
  targets: {
    success_ratio: 0.99,
    latency_p95_seconds: 30,
    cold_start_seconds: 30,
    qps_per_replica: 2.5,
    budget_usd_per_day: 40,
    budget_usd_per_month: 1000,
  },
  gracePeriodSeconds: 30,
  chaos: {},
};
