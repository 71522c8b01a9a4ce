import type { DataSourceInstanceSettings } from '@grafana/data';
import { config, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import type { PreviewDataSource } from '../data/dataSource';

/** The settings of the one data source, from the boot data. */
export function prometheusSettings(): DataSourceInstanceSettings {
  const [settings] = Object.values(config.datasources);
  if (!settings) {
    throw new Error('The page was served without a data source.');
  }
  return settings;
}

function matches(settings: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const types = filters.type === undefined ? undefined : [filters.type].flat();
  return (
    (types?.includes(settings.type) ?? true) &&
    (filters.pluginId ?? settings.type) === settings.type &&
    (filters.filter?.(settings) ?? true) &&
    !filters.tracing &&
    !filters.logs
  );
}

/** Grafana's registry of data sources, with one in it: whatever is asked for, Prometheus answers. */
export function dataSourceSrv(prometheus: PreviewDataSource): DataSourceSrv {
  const settings = prometheusSettings();
  return {
    get: async () => prometheus,
    getList: (filters = {}) => (matches(settings, filters) ? [settings] : []),
    getInstanceSettings: () => settings,
    reload: async () => undefined,
    registerRuntimeDataSource: () => undefined,
  };
}
