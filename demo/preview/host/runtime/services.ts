import { EventBusSrv } from '@grafana/data';
import {
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setPluginComponentsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelDataErrorView } from 'grafana-private/PanelDataErrorView';
import { setPluginPage } from 'grafana-private/PluginPage';
import { PanelDataErrorView } from '../app/PanelDataErrorView';
import { PluginPage } from '../app/PluginPage';
import { PreviewDataSource } from '../data/dataSource';
import type { VariableLookup } from '../data/interpolate';
import { runRequest } from '../data/runRequest';
import { backendSrv } from './backend';
import { dataSourceSrv, prometheusSettings } from './dataSources';
import { offerPanels } from './plugins';
import { templateSrv } from './templates';

/** Gives Grafana's packages the services that its core gives them. Returns the data source. */
export function provideServices(dashboardVariables: VariableLookup): PreviewDataSource {
  const prometheus = new PreviewDataSource(prometheusSettings(), dashboardVariables);
  setAppEvents(new EventBusSrv());
  setBackendSrv(backendSrv);
  setDataSourceSrv(dataSourceSrv(prometheus));
  setTemplateSrv(templateSrv(dashboardVariables));
  setRunRequest(runRequest);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => 0);
  setPluginPage(PluginPage);
  setPanelDataErrorView(PanelDataErrorView);
  offerPanels();
  return prometheus;
}
