import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../../docs/ruleFiles';
import { CALENDAR, INSTANCE, SOURCE, WORKLOAD, type RecordedDefinition } from '../../src/vocabulary';
import { PROJECT, RULE_FILES } from './bundle';
import { metricsIn } from './promql';

const VOCABULARY: Readonly<Record<string, Readonly<Record<string, RecordedDefinition>>>> = {
  CALENDAR,
  INSTANCE,
  SOURCE,
  WORKLOAD,
};

/** Recorded although nothing that ships reads it, and why. */
const KEPT: Readonly<Record<string, string>> = {
  'workload:replica_hours:increase1d': 'hours at zero and what they saved, for reports',
  'workload:replica_hours:increase30d': 'hours at zero and what they saved, for reports',
  'workload:replica_hours_saved:increase1d': 'hours at zero and what they saved, for reports',
  'workload:replica_hours_saved:increase30d': 'hours at zero and what they saved, for reports',
  'workload:trigger_errors:increase1m': 'which trigger fails, for the runbook',
  'workload:upstream_retries:ratio5m': 'retries of load balancers',
  'workload_model:tokens:limit_ratio': "tokens a minute against the provider's limit",
  'workload:cold_start_seconds:p50_1d': 'the usual start, beside the slow ones',
  'workload:leaderless_seconds:increase1h': 'how long nobody led',
  'workload:leaderless_seconds:increase1d': 'how long nobody led',
  'workload:requests_unready:rate2m': 'readiness against traffic',
  'workload:requests_draining:rate2m': 'readiness against traffic',
  'workload:cost_usd:day_budget_ratio': 'use of budgets, for dashboards of users',
  'workload:cost_usd:month_budget_ratio': 'use of budgets, for dashboards of users',
  'workload:cost_usd:month_budget_forecast_ratio': 'use of budgets, for dashboards of users',
  'workload:cost_usd_per_request:avg1h': 'a runbook asks for it',
  'workload:cost_usd_per_replica_hour:avg1h': 'cost of tokens beside that of replicas',
  'workload_model:llm_request_duration_seconds:p95_5m': 'how fast a model answers',
  'instance:upstream_errors:increase1m': 'which server of a load balancer fails',
  'instance:upstream_response_seconds:mean5m': 'which server of a load balancer is slow',
  'instance:model_load_seconds': 'how long the model loads',
  'instance:drain_seconds': 'how long a drain takes',
};

/** All files of a folder whose name ends so; of the code neither tests nor the vocabulary itself. */
function textOf(folder: string, ending: RegExp): string {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('vocabulary'))
    .map((name) => readFileSync(join(PROJECT, folder, name), 'utf8'))
    .join('\n');
}

it('reads every recorded series somewhere, or says why it is recorded', () => {
  const byRules = new Set(
    rulesOf(RULE_FILES).flatMap(({ record, expr }) => metricsIn(expr).filter((name) => name !== record))
  );
  const code = textOf('src', /\.tsx?$/);
  const dashboards = textOf('dashboards', /\.json$/);
  const unread = Object.entries(VOCABULARY).flatMap(([level, definitions]) =>
    Object.entries(definitions)
      .filter(([key]) => !new RegExp(`\\b${level}\\.${key}\\b`).test(code))
      .map(([, { name }]) => name)
      .filter((name) => !byRules.has(name) && !dashboards.includes(name))
  );
  expect(unread.filter((name) => !Object.hasOwn(KEPT, name))).toEqual([]);
});
