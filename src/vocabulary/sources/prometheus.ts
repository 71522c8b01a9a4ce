import type { MetricDefinition } from '../types';

/** Series that Prometheus writes by itself and that adapters and panels may read. */
export const PROMETHEUS = {
  up: { name: 'up', type: 'gauge', unit: '1', labels: [], help: '1 while the last scrape succeeded.' },
  alerts: {
    name: 'ALERTS',
    type: 'gauge',
    unit: '1',
    labels: ['alertname', 'alertstate', 'severity', 'bundle'],
    help: 'Alerts that are pending or firing.',
  },
  ruleFailures: {
    name: 'prometheus_rule_evaluation_failures_total',
    type: 'counter',
    unit: '1',
    labels: ['rule_group'],
    help: 'Evaluations of rules that ended in an error; of Prometheus and Thanos.',
  },
  ruleIterationsMissed: {
    name: 'prometheus_rule_group_iterations_missed_total',
    type: 'counter',
    unit: '1',
    labels: ['rule_group'],
    help: 'Evaluations of a group that were left out because the one before took too long.',
  },
  ruleLastEvaluation: {
    name: 'prometheus_rule_group_last_evaluation_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: ['rule_group'],
    help: 'When the group was last evaluated.',
  },
  mimirRuleFailures: {
    name: 'cortex_prometheus_rule_evaluation_failures_total',
    type: 'counter',
    unit: '1',
    labels: ['rule_group'],
    help: 'The same failures in the ruler of Mimir.',
  },
  mimirRuleIterationsMissed: {
    name: 'cortex_prometheus_rule_group_iterations_missed_total',
    type: 'counter',
    unit: '1',
    labels: ['rule_group'],
    help: 'The same evaluations left out in the ruler of Mimir.',
  },
  vmalertRecordingErrors: {
    name: 'vmalert_recording_rules_errors_total',
    type: 'counter',
    unit: '1',
    labels: ['group'],
    help: 'Recording rules of vmalert that ended in an error.',
  },
  vmalertAlertingErrors: {
    name: 'vmalert_alerting_rules_errors_total',
    type: 'counter',
    unit: '1',
    labels: ['group'],
    help: 'Alert rules of vmalert that ended in an error.',
  },
  vmalertIterationsMissed: {
    name: 'vmalert_iteration_missed_total',
    type: 'counter',
    unit: '1',
    labels: ['group'],
    help: 'Evaluations of a group that vmalert left out.',
  },
} as const satisfies Record<string, MetricDefinition>;
