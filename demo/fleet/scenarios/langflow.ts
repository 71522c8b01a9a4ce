import { rateOfWorkload } from './queries';
import type { Scenario } from './types';

const identity = { cluster: 'demo', namespace: 'langflow', workload: 'langflow' } as const;

/** Scale-down window and pace are shortened from 600 s and 60 s, as the tide is from a day to an hour. */
export const langflow: Scenario = {
  name: 'langflow',
  identity,
  summary: 'Replicas follow the load, one cold start behind it.',
  profile: 'langflow',
  tide: {
    peak: 8.5,
    nightShare: 0.6,
    busiestHourUtc: 14,
    waves: [{ periodSeconds: 3600, depth: 0.75 }],
    noise: { periodSeconds: 240, depth: 0.06 },
  },
  scaling: {
    kind: 'hpa',
    query: rateOfWorkload(identity),
    policy: {
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [{ type: 'External', name: 'requests-per-second', target: { type: 'AverageValue', value: 2 } }],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: 'Percent', value: 10, periodSeconds: 30 }],
        },
      },
    },
  },
  front: { kind: 'ingress', holdSeconds: 30, holdRequests: 100 },
  startup: { boot: { medianSeconds: 14, spread: 0.3 }, restartDelaySeconds: 3 },
  service: { concurrency: 4, work: { medianSeconds: 0.25, spread: 0.4 } },
  flows: [
    {
      name: 'support-triage',
      model: 'gpt-5-mini',
      prefixTokens: 1400,
      promptTokens: [120, 600],
      maxCompletionTokens: 260,
      streamed: true,
    },
    {
      name: 'contract-review',
      model: 'gpt-5.4',
      prefixTokens: 2300,
      promptTokens: [600, 1800],
      maxCompletionTokens: 420,
      streamed: false,
    },
    {
      name: 'lead-scoring',
      model: 'gpt-4.1-mini',
      prefixTokens: 500,
      promptTokens: [80, 300],
      maxCompletionTokens: 90,
      streamed: false,
    },
  ],
  askers: [
    { team: 'support', flow: 'support-triage', weight: 6 },
    { team: 'sales', flow: 'lead-scoring', weight: 3 },
    { team: 'sales', flow: 'support-triage', weight: 1 },
    { team: 'legal', flow: 'contract-review', weight: 1.5 },
  ],
  tokensPerMinute: 900_000,
  targets: {
    success_ratio: 0.999,
    latency_p95_seconds: 3,
    cold_start_seconds: 30,
    qps_per_replica: 2,
    budget_usd_per_day: 700,
    budget_usd_per_month: 20_000,
  },
  gracePeriodSeconds: 30,
  chaos: {},
};
