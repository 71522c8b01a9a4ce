/** How urgent an alert is: `critical` wakes somebody, `warning` is for the working day, `info` for the weekly look. */
export type Severity = 'critical' | 'warning' | 'info';

/** A judgement that a rule records: the series is there while it holds, and alert, panel and page read it and say the same. */
export interface VerdictDefinition {
  /** Name of the recorded series. */
  readonly record: string;
  /** Label values that tell this verdict from others of the same series. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The alert that fires when it has held for long enough. */
  readonly alert: string;
  readonly severity: Severity;
  /** What is said of it; the summary of the alert. */
  readonly words: string;
}

/** Every verdict that an alert tells. */
export const VERDICTS = {
  unserved: {
    record: 'workload:unserved',
    alert: 'ElastiscopeNoBackendServes',
    severity: 'critical',
    words: 'No backend serves.',
  },
  leaderless: {
    record: 'workload:leaderless',
    alert: 'ElastiscopeNoLeader',
    severity: 'critical',
    words: 'No instance leads.',
  },
  errorBudgetBurnsFast: {
    record: 'workload:error_budget_burning',
    labels: { window: 'fast' },
    alert: 'ElastiscopeErrorBudgetBurn',
    severity: 'critical',
    words: 'Errors use up the error budget of a month within days.',
  },
  errorBudgetBurnsSlow: {
    record: 'workload:error_budget_burning',
    labels: { window: 'slow' },
    alert: 'ElastiscopeErrorBudgetBurnSlow',
    severity: 'warning',
    words: 'Errors use up the error budget of a month before the month ends.',
  },
  latencyHigh: {
    record: 'workload:latency_high',
    alert: 'ElastiscopeLatencyHigh',
    severity: 'warning',
    words: '95th percentile of request duration is over its objective.',
  },
  atMaxShort: {
    record: 'workload:at_max_short',
    alert: 'ElastiscopeAtMaxReplicas',
    severity: 'warning',
    words: 'Workload is at its maximum of replicas and still short of capacity.',
  },
  desiredNotReached: {
    record: 'workload:desired_not_reached',
    alert: 'ElastiscopeDesiredNotReached',
    severity: 'warning',
    words: 'Workload does not reach the replicas that its autoscaler wants.',
  },
  scalingLagging: {
    record: 'workload:scaling_lagging',
    alert: 'ElastiscopeScalingLag',
    severity: 'warning',
    words: 'Load exceeds what the ready replicas carry, and capacity does not catch up.',
  },
  autoscalerUnable: {
    record: 'workload:autoscaler_unable',
    alert: 'ElastiscopeAutoscalerUnable',
    severity: 'warning',
    words: 'Autoscaler cannot scale its target.',
  },
  autoscalerBlind: {
    record: 'workload:autoscaler_blind',
    alert: 'ElastiscopeAutoscalerBlind',
    severity: 'warning',
    words: 'Autoscaler cannot decide because it gets no metrics.',
  },
  flapping: {
    record: 'workload:flapping',
    alert: 'ElastiscopeFlapping',
    severity: 'warning',
    words: 'Autoscaler flaps between more and fewer replicas.',
  },
  startTimedOut: {
    record: 'workload:start_timed_out',
    alert: 'ElastiscopeStartTimedOut',
    severity: 'warning',
    words: 'Instances do not become ready.',
  },
  coldStartWait: {
    record: 'workload:cold_start_wait_seconds',
    alert: 'ElastiscopeRequestsWaitForColdStart',
    severity: 'warning',
    words: 'Requests wait too long for cold starts.',
  },
  coldStartSlow: {
    record: 'workload:cold_start_slow',
    alert: 'ElastiscopeColdStartSlow',
    severity: 'warning',
    words: 'Cold starts take longer than their objective, or twice as long as before.',
  },
  budgetSpent: {
    record: 'workload:budget_spent',
    alert: 'ElastiscopeBudgetSpent',
    severity: 'warning',
    words: 'Token budget of the month is spent.',
  },
  dayBudgetSpent: {
    record: 'workload:day_budget_spent',
    alert: 'ElastiscopeDailyBudgetSpent',
    severity: 'warning',
    words: 'Token budget of the day is spent.',
  },
  budgetForecastOver: {
    record: 'workload:budget_forecast_over',
    alert: 'ElastiscopeBudgetForecastOver',
    severity: 'warning',
    words: 'Token cost of the month will exceed its budget.',
  },
  sourceMissing: {
    record: 'workload:source_missing',
    alert: 'ElastiscopeSourceMissing',
    severity: 'critical',
    words: 'Source of metrics is gone while the workload runs.',
  },
} as const satisfies Record<string, VerdictDefinition>;

export type VerdictName = keyof typeof VERDICTS;

/** The words of a verdict as the beginning of a longer sentence. */
export function wordsOf({ words }: VerdictDefinition): string {
  return words.replace(/\.$/, '');
}

/** PromQL for a verdict in a chart: as it is at each step, and what came and went between two of them. */
export function verdictOver(record: string, selector: string): string {
  return `${record}{${selector}} > 0 or max_over_time(${record}{${selector}}[$__interval]) > 0`;
}
