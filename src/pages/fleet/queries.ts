import {
  firingAlerts,
  INSTANCE,
  sumOver,
  WORKLOAD,
  WORKLOAD_LABELS,
  type PanelQuery,
  type RecordedDefinition,
  type StartupPhase,
} from '../../vocabulary';

/** Names of the page's inputs: one query a quantity, whatever the number of workloads. */
export const REF = {
  workloads: 'workloads',
  current: 'current',
  desired: 'desired',
  ready: 'ready',
  updated: 'updated',
  min: 'min',
  max: 'max',
  load: 'load',
  capacity: 'capacity',
  saturation: 'saturation',
  errorRatio: 'error_ratio',
  latencyP95: 'latency_p95',
  reversals: 'reversals',
  amplitude: 'amplitude',
  boundsChanges: 'bounds_changes',
  leaders: 'leaders',
  standbys: 'standbys',
  coldStartP95: 'cold_start_p95',
  delayed: 'delayed',
  monthToDate: 'month_to_date',
  monthForecast: 'month_forecast',
  objectives: 'objectives',
  alerts: 'alerts',
} as const;

const BY_WORKLOAD = WORKLOAD_LABELS.join(', ');
const WHOLE_START: StartupPhase = 'total';

/** What the page asks, all of it about the end of the range, and of the whole range where the text says so. */
export function queries(selector: string): PanelQuery[] {
  const last = (refId: string, series: RecordedDefinition): PanelQuery =>
    ask(refId, `${series.name}{${selector}}`, series.help);
  return [
    ask(REF.workloads, `group by (${BY_WORKLOAD}) (${WORKLOAD.info.name}{${selector}})`, 'The rows.'),
    last(REF.current, WORKLOAD.replicasCurrent),
    last(REF.desired, WORKLOAD.replicasDesired),
    last(REF.ready, WORKLOAD.replicasReady),
    last(REF.updated, WORKLOAD.replicasUpdated),
    last(REF.min, WORKLOAD.replicasMin),
    last(REF.max, WORKLOAD.replicasMax),
    last(REF.load, WORKLOAD.requestRate),
    last(REF.capacity, WORKLOAD.capacity),
    last(REF.saturation, WORKLOAD.saturation),
    last(REF.errorRatio, WORKLOAD.errorRatio5m),
    last(REF.latencyP95, WORKLOAD.latencyP95),
    last(REF.reversals, WORKLOAD.desiredReversals),
    last(REF.amplitude, WORKLOAD.desiredAmplitude),
    last(REF.boundsChanges, WORKLOAD.boundsChanges),
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
    last(REF.objectives, WORKLOAD.objective),
    ask(
      REF.alerts,
      `count by (${BY_WORKLOAD}, severity) (${firingAlerts(selector)})`,
      'Alerts of the bundle that fire, by severity.'
    ),
  ];
}

function ask(refId: string, expr: string, help: string): PanelQuery {
  return { refId, expr, legend: WORKLOAD_LABELS.map((label) => `{{${label}}}`).join('/'), instant: true, help };
}
