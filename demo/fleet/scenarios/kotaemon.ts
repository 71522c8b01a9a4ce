import type { Scenario } from './types';

export const kotaemon: Scenario = {
  name: 'kotaemon',
  identity: { cluster: 'demo', namespace: 'kotaemon', workload: 'kotaemon' },
  summary: 'Four fixed replicas behind nginx, one of them a backup; one crashes now and then and nobody notices.',
  profile: 'kotaemon',
  tide: {
    peak: 5,
    nightShare: 0.65,
    busiestHourUtc: 10,
    waves: [{ periodSeconds: 900, depth: 0.4 }],
    noise: { periodSeconds: 180, depth: 0.15 },
  },
  scaling: { kind: 'fixed', replicas: 4 },
  front: { kind: 'nginx', weights: [3, 3, 2] },
  startup: { boot: { medianSeconds: 9, spread: 0.25 }, restartDelaySeconds: 3 },
  service: { concurrency: 5, work: { medianSeconds: 0.2, spread: 0.35 } },
  flows: [
    {
      name: 'document-qa',
      model: 'gpt-4o-mini',
      prefixTokens: 1100,
      promptTokens: [800, 2600],
      maxCompletionTokens: 220,
      streamed: true,
    },
    {
      name: 'summary',
      model: 'gpt-4o-mini',
      prefixTokens: 300,
      promptTokens: [1500, 3500],
      maxCompletionTokens: 300,
      streamed: true,
    },
  ],
  askers: [
    { team: 'research', flow: 'document-qa', weight: 5 },
    { team: 'legal', flow: 'document-qa', weight: 2 },
    { team: 'research', flow: 'summary', weight: 2 },
  ],
  tokensPerMinute: 1_200_000,
  targets: {
    success_ratio: 0.999,
    latency_p95_seconds: 1.5,
    cold_start_seconds: 30,
    qps_per_replica: 4,
    budget_usd_per_day: 160,
    budget_usd_per_month: 4000,
  },
  gracePeriodSeconds: 30,
  chaos: { crash: { everySeconds: 10_800, liveEverySeconds: 900 } },
};
