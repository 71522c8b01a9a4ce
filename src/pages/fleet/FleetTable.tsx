import {
  sceneGraph,
  SceneObjectBase,
  type DataSourceVariable,
  type SceneComponentProps,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import React from 'react';
import { View } from './View';

interface FleetTableState extends SceneObjectState {
  /** Where the page asks; links hand it on to the dashboard. */
  readonly dataSource: SceneObjectRef<DataSourceVariable>;
}

/** The table as an object of the scene: it hands the scene's data, data source and time range to the view. */
export class FleetTable extends SceneObjectBase<FleetTableState> {
  static Component = FleetTableRenderer;
}

function FleetTableRenderer({ model }: SceneComponentProps<FleetTable>): React.ReactElement {
  const { dataSource } = model.useState();
  const { value, options, loading } = dataSource.resolve().useState();
  const { data } = sceneGraph.getData(model).useState();
  const timeRange = sceneGraph.getTimeRange(model);
  const { from, to } = timeRange.useState();
  return (
    <View
      data={data}
      dataSource={{ uid: String(value), isMissing: loading !== true && options.length === 0 }}
      timeRange={{ from, to }}
      timeZone={timeRange.getTimeZone()}
    />
  );
}
