import {
  firingAlerts,
  INSTANCE,
  sumOver,
  VERDICTS,
  WORKLOAD,
  WORKLOAD_LABELS,
  type Objective,
  type PanelQuery,
  type RecordedDefinition,
  type StartupPhase,
} from '../../vocabulary';

/** Names of the page's inputs: one query a quantity, whatever the number of workloads. */
export const REF = {
  workloads: 'workloads',
  ended: 'ended',
  verdicts: 'verdicts',
  alerts: 'alerts',
  current: 'current',
  desired: 'desired',
  ready: 'ready',
  min: 'min',
  max: 'max',
  load: 'load',
  capacity: 'capacity',
  saturation: 'saturation',
  errorRatio: 'error_ratio',
  latencyP95: 'latency_p95',
  reversals: 'reversals',
  leaders: 'leaders',
  standbys: 'standbys',
  coldStartP95: 'cold_start_p95',
  delayed: 'delayed',
  monthToDate: 'month_to_date',
  monthForecast: 'month_forecast',
  budget: 'budget',
} as const;

/** The label that tells which verdict a series of the `verdicts` input is: the recorded name without `workload:`. */
export const VERDICT_LABEL = 'verdict';

const BY_WORKLOAD = WORKLOAD_LABELS.join(', ');
const WHOLE_START: StartupPhase = 'total';
const BUDGET: Objective = 'budget_usd_per_month';
const RECORDS = [...new Set(Object.values(VERDICTS).map(({ record }) => record))];

/** What the page asks, all of it about the end of the range, and of the whole range where the text says so. */
export function queries(selector: string): PanelQuery[] {
  const last = (refId: string, series: RecordedDefinition): PanelQuery =>
    ask(refId, `${series.name}{${selector}}`, series.help);
  return [
    ask(REF.workloads, `group by (${BY_WORKLOAD}) (${WORKLOAD.info.name}{${selector}})`, 'The rows.'),
    {
      ...ask(REF.ended, endedOf(selector), 'Workloads of the range whose data ended before it: rows without numbers.'),
      instant: false,
      minInterval: '1m',
    },
    {
      ...ask(
        REF.verdicts,
        `label_replace({__name__=~"${RECORDS.join('|')}", ${selector}}, "${VERDICT_LABEL}", "$1", "__name__", "workload:(.+)") > 0`,
        'The verdicts that rules record, over the range, so that it shows since when they hold.'
      ),
      instant: false,
      minInterval: '1m',
    },
    ask(
      REF.alerts,
      `group by (${BY_WORKLOAD}, alertname, severity) (${firingAlerts(selector)})`,
      'Alerts of the bundle that fire.'
    ),
    last(REF.current, WORKLOAD.replicasCurrent),
    last(REF.desired, WORKLOAD.replicasDesired),
    last(REF.ready, WORKLOAD.replicasReady),
    last(REF.min, WORKLOAD.replicasMin),
    last(REF.max, WORKLOAD.replicasMax),
    last(REF.load, WORKLOAD.requestRate),
    last(REF.capacity, WORKLOAD.capacity),
    last(REF.saturation, WORKLOAD.saturation),
    last(REF.errorRatio, WORKLOAD.errorRatio5m),
    last(REF.latencyP95, WORKLOAD.latencyP95),
    last(REF.reversals, WORKLOAD.desiredReversals),
    last(REF.leaders, WORKLOAD.leaders),
    last(REF.standbys, WORKLOAD.standbys),
    ask(
      REF.coldStartP95,
      `quantile by (${BY_WORKLOAD}) (0.95, max_over_time(${INSTANCE.startup.name}{${selector}, phase="${WHOLE_START}"}[$__range]))`,
      '95th percentile of the slowest start-up of each instance within the range.'
    ),
    ask(REF.delayed, sumOver(WORKLOAD.requestsDelayed, selector, '$__range'), 'Requests of the range that waited.'),
    last(REF.monthToDate, WORKLOAD.costMonthToDate),
    last(REF.monthForecast, WORKLOAD.costMonthForecast),
    ask(REF.budget, `${WORKLOAD.objective.name}{${selector}, objective="${BUDGET}"}`, 'Budgets of the UTC month.'),
  ];
}

/** What went on for a while and is not there at the end of the range: replicas or load, for what is remembered outlives both. */
function endedOf(selector: string): string {
  const alive = [WORKLOAD.replicasCurrent, WORKLOAD.requestRate].map(({ name }) => `${name}{${selector}}`);
  const group = (at: string) => `group by (${BY_WORKLOAD}) (${alive.map((series) => series + at).join(' or ')})`;
  return `${group('')} unless ${group(' @ end()')}`;
}

function ask(refId: string, expr: string, help: string): PanelQuery {
  return { refId, expr, legend: WORKLOAD_LABELS.map((label) => `{{${label}}}`).join('/'), instant: true, help };
}
