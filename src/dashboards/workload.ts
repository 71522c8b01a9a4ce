import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TimePickerBuilder,
  VariableRefresh,
  VariableSort,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { queries as coldStart } from '../panels/coldstart/queries';
import { queries as failover } from '../panels/failover/queries';
import { queries as flapping } from '../panels/flapping/queries';
import { queries as replicas } from '../panels/replicas/queries';
import { queries as tokenCost } from '../panels/tokencost/queries';
import { firingAlerts, VARIABLE_SELECTOR, WORKLOAD } from '../vocabulary';
import { MODEL_SERVERS } from './modelServers';
import { DATA_SOURCE, panel, target } from './panel';
import { FAILED, PROVIDERS, SERVED } from './requests';
import { timeSeries } from './timeSeries';

const FULL = 24;
const HALF = 12;
const THIRD = 8;

/** Everything about one workload, or several, to be read from the top: scaling first, then who waited, then the money. */
export function workloadDashboard() {
  // Grafana 12.3 provisions no newer schema from files.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const dashboard = new DashboardBuilder('Elastiscope: workload')
    .uid('elastiscope-workload')
    .description('Whether the replicas of LLM backends follow their load, who waits when they do not, and what it costs.')
    .tags(['elastiscope', 'llm'])
    .time({ from: 'now-24h', to: 'now' })
    .refresh('30s')
    .timepicker(new TimePickerBuilder().refreshIntervals(['10s', '30s', '1m', '5m', '15m']))
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([
      new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'),
      filter('cluster', 'Cluster', `label_values(${WORKLOAD.info.name}, cluster)`),
      filter('namespace', 'Namespace', `label_values(${WORKLOAD.info.name}{cluster=~"$cluster"}, namespace)`),
      filter(
        'workload',
        'Workload',
        `label_values(${WORKLOAD.info.name}{cluster=~"$cluster", namespace=~"$namespace"}, workload)`
      ),
    ])
    .annotation(firing())
    .link(
      new DashboardLinkBuilder('Fleet')
        .type(DashboardLinkType.Link)
        .url('/a/elastiscope-llm-app/fleet')
        .icon('apps')
        .tooltip('All workloads, those that need attention first')
        .keepTime(true)
    );
  return PANELS.reduce((built, build, index) => built.withPanel(build(index + 1)), dashboard).build();
}

/** From the top: scaling, what those who ask notice, who waited, where it failed, the money, the models. Each gets its place as its id. */
const PANELS: ReadonlyArray<(id: number) => Builder<Panel>> = [
  (id) =>
    panel(id, 'elastiscope-replicas-panel', replicas, { width: FULL, height: 11 })
      .title('Replicas against load')
      .description('Do replicas follow the load, or do they lag, stand at their maximum, or idle?'),
  ...SERVED.map((chart) => (id: number) => timeSeries(id, chart, { width: THIRD, height: 8 })),
  (id) =>
    panel(id, 'elastiscope-flapping-panel', flapping, { width: FULL, height: 10 })
      .title('Flapping')
      .description('Does the autoscaler turn to and fro? Each turn starts replicas that are stopped again soon after.'),
  (id) =>
    panel(id, 'elastiscope-coldstart-panel', coldStart, { width: HALF, height: 13 })
      .title('Cold starts')
      .description('How long does a start take, in which phase, and how many requests waited for it?'),
  (id) =>
    panel(id, 'elastiscope-failover-panel', failover, { width: HALF, height: 13 })
      .title('Failovers')
      .description('When a leader failed: how long did nobody serve, and in which phase? Was there ever more than one?'),
  ...FAILED.map((chart) => (id: number) => timeSeries(id, chart, { width: THIRD, height: 8 })),
  (id) =>
    panel(id, 'elastiscope-tokencost-panel', tokenCost, { width: FULL, height: 14 })
      .title('Token cost')
      .description('Estimated cost by model, team and flow. Will the budget hold to the end of the UTC month?')
      // Bars want to be told apart: about ten minutes each over a day.
      .maxDataPoints(150),
  ...PROVIDERS.map((chart) => (id: number) => timeSeries(id, chart, { width: HALF, height: 8 })),
  ...MODEL_SERVERS.map((chart) => (id: number) => timeSeries(id, chart, { width: THIRD, height: 8 })),
];

function filter(name: string, label: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATA_SOURCE)
    .query({ refId: name, query })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

/** The bundle's alerts while they fire, as regions over the charts of Grafana's own. */
function firing(): AnnotationQueryBuilder {
  const expr = firingAlerts(VARIABLE_SELECTOR);
  return new AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(DATA_SOURCE)
    .enable(true)
    .iconColor('red')
    .expr(expr)
    .target(target({ refId: 'alerts', expr, legend: '{{alertname}}', minInterval: '1m' }))
    .titleFormat('{{alertname}}')
    .textFormat('{{namespace}}/{{workload}}')
    .tagKeys('severity')
    .step('1m');
}
