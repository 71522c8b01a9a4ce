/** A target that a workload may set (`elastiscope_target`), with the default that holds when it sets none. */
export interface ObjectiveDefinition {
  readonly unit: string;
  /** `undefined` means: no target, nothing is compared. */
  readonly fallback: number | undefined;
  readonly help: string;
}

/** Every objective a workload can set; rules and sidecar know no other. */
export const OBJECTIVES = {
  success_ratio: { unit: 'ratio', fallback: 0.999, help: 'Share of requests that succeed' },
  latency_p95_seconds: { unit: 'seconds', fallback: undefined, help: '95th percentile of request duration' },
  cold_start_seconds: {
    unit: 'seconds',
    fallback: 300,
    help: 'From the start of an instance to its first ready answer',
  },
  recovery_seconds: { unit: 'seconds', fallback: 10, help: 'From the loss of a leader until the next one serves' },
  qps_per_replica: { unit: 'requests_per_second', fallback: undefined, help: 'Load that one ready replica carries' },
  budget_usd_per_day: { unit: 'usd', fallback: undefined, help: 'Token cost allowed in one UTC day' },
  budget_usd_per_month: { unit: 'usd', fallback: undefined, help: 'Token cost allowed in one UTC calendar month' },
  drill_interval_days: { unit: 'days', fallback: 30, help: 'Longest time between two failover drills' },
} as const satisfies Record<string, ObjectiveDefinition>;

export type Objective = keyof typeof OBJECTIVES;
