import { VariableRefresh } from '@grafana/data';
import {
  DataSourceVariable,
  EmbeddedScene,
  QueryVariable,
  SceneControlsSpacer,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import { WORKLOAD } from '../../vocabulary';
import { FleetTable } from './FleetTable';
import { queries } from './queries';
import { UntilNow } from './UntilNow';

const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };
const SELECTOR = 'cluster=~"$cluster", namespace=~"$namespace"';

/** The fleet page's scene: controls, one query runner, one table. */
export function fleetScene(): EmbeddedScene {
  const dataSource = new DataSourceVariable({ name: 'datasource', label: 'Data source', pluginId: DATA_SOURCE.type });
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-24h', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [
        dataSource,
        filter('cluster', 'Cluster', `label_values(${WORKLOAD.info.name}, cluster)`),
        filter('namespace', 'Namespace', `label_values(${WORKLOAD.info.name}{cluster=~"$cluster"}, namespace)`),
      ],
    }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({ refresh: '30s', intervals: ['10s', '30s', '1m', '5m'] }),
    ],
    body: new FleetTable({
      dataSource: dataSource.getRef(),
      $timeRange: new UntilNow(),
      $data: new SceneQueryRunner({ datasource: DATA_SOURCE, queries: targets() }),
    }),
  });
}

function filter(name: string, label: string, query: string): QueryVariable {
  return new QueryVariable({
    name,
    label,
    datasource: DATA_SOURCE,
    query: { refId: name, query },
    refresh: VariableRefresh.onTimeRangeChanged,
    isMulti: true,
    includeAll: true,
    defaultToAll: true,
    allValue: '.*',
    sort: 1,
  });
}

function targets() {
  return queries(SELECTOR).map(({ refId, expr, legend, instant = false, minInterval }) => ({
    refId,
    expr,
    legendFormat: legend,
    instant,
    range: !instant,
    interval: minInterval,
    format: 'time_series',
  }));
}
