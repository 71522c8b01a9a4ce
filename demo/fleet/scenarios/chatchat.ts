import { rateOfWorkload } from './queries';
import type { Scenario } from './types';

const identity = { cluster: 'demo', namespace: 'chatchat', workload: 'chatchat' } as const;

/** No stabilization against waves of a quarter of an hour: these settings flap, and are meant to. */
export const chatchat: Scenario = {
  name: 'chatchat',
  identity,
  summary: 'The autoscaler runs after every wave, and releases roll through without cutting anyone off.',
  profile: 'chatchat',
  tide: {
    peak: 5.5,
    nightShare: 0.75,
    busiestHourUtc: 8,
    waves: [{ periodSeconds: 900, depth: 0.85 }],
    noise: { periodSeconds: 300, depth: 0.05 },
  },
  scaling: {
    kind: 'hpa',
    query: rateOfWorkload(identity),
    policy: {
      minReplicas: 1,
      maxReplicas: 4,
      metrics: [{ type: 'External', name: 'requests-per-second', target: { type: 'AverageValue', value: 1.2 } }],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        scaleDown: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
      },
    },
  },
  front: { kind: 'ingress', holdSeconds: 30, holdRequests: 100 },
  startup: {
    boot: { medianSeconds: 4, spread: 0.25 },
    load: { medianSeconds: 7, spread: 0.3 },
    restartDelaySeconds: 3,
  },
  service: { concurrency: 4, work: { medianSeconds: 0.3, spread: 0.4 } },
  flows: [
    {
      name: 'product-manual',
      model: 'gpt-4.1-mini',
      prefixTokens: 800,
      promptTokens: [400, 1500],
      maxCompletionTokens: 240,
      streamed: true,
    },
    {
      name: 'chat',
      model: 'gpt-4o-mini',
      prefixTokens: 200,
      promptTokens: [40, 400],
      maxCompletionTokens: 200,
      streamed: true,
    },
  ],
  askers: [
    { team: 'field', flow: 'product-manual', weight: 3 },
    { team: 'people', flow: 'chat', weight: 1 },
    { team: 'research', flow: 'chat', weight: 1 },
  ],
  tokensPerMinute: 500_000,
  targets: {
    success_ratio: 0.995,
    latency_p95_seconds: 4,
    cold_start_seconds: 30,
    qps_per_replica: 1.2,
    budget_usd_per_day: 160,
    budget_usd_per_month: 6000,
  },
  gracePeriodSeconds: 30,
  chaos: { release: { everySeconds: 7200, liveEverySeconds: 600 } },
};
