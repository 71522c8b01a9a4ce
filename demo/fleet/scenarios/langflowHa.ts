import type { Scenario } from './types';

export const langflowHa: Scenario = {
  name: 'langflow-ha',
  identity: { cluster: 'demo', namespace: 'langflow', workload: 'langflow-ha' },
  summary: 'Two instances, one leader by a lease; now and then the leader is lost.',
  profile: 'langflow',
  tide: {
    peak: 2.4,
    nightShare: 0.7,
    busiestHourUtc: 13,
    waves: [{ periodSeconds: 840, depth: 0.35 }],
    noise: { periodSeconds: 200, depth: 0.15 },
  },
  scaling: { kind: 'fixed', replicas: 2 },
  front: { kind: 'leader', lease: 'langflow-ha', holdSeconds: 2, holdRequests: 50 },
  startup: {
    boot: { medianSeconds: 8, spread: 0.25 },
    // Longer than the lease: a process that came back under its old name sooner could renew it as if nothing had happened.
    restartDelaySeconds: 20,
  },
  service: { concurrency: 6, work: { medianSeconds: 0.25, spread: 0.35 } },
  flows: [
    {
      name: 'ticket-router',
      model: 'gpt-5-mini',
      prefixTokens: 1200,
      promptTokens: [100, 500],
      maxCompletionTokens: 200,
      streamed: true,
    },
    {
      name: 'order-assistant',
      model: 'gpt-4.1-mini',
      prefixTokens: 700,
      promptTokens: [60, 400],
      maxCompletionTokens: 180,
      streamed: false,
    },
  ],
  askers: [
    { team: 'support', flow: 'ticket-router', weight: 3 },
    { team: 'sales', flow: 'order-assistant', weight: 2 },
  ],
  tokensPerMinute: 250_000,
  targets: {
    success_ratio: 0.95,
    latency_p95_seconds: 3,
    cold_start_seconds: 60,
    recovery_seconds: 10,
    qps_per_replica: 3,
    budget_usd_per_day: 100,
    budget_usd_per_month: 2500,
    drill_interval_days: 30,
  },
  gracePeriodSeconds: 30,
  chaos: { leaderLoss: { everySeconds: 5400, liveEverySeconds: 420, releaseShare: 0.3 } },
};
