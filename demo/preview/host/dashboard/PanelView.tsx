import {
  applyFieldOverrides,
  CoreApp,
  type DashboardCursorSync,
  type DataSourceApi,
  EventBusSrv,
  type FieldConfigSource,
  getPanelOptionsWithDefaults,
  LoadingState,
  type PanelPlugin,
  type PanelProps,
  renderMarkdown,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { Alert, ErrorBoundaryAlert, PanelChrome, PanelContextProvider, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { importPanel } from '../runtime/plugins';
import { useLoaded } from '../useLoaded';
import type { DashboardPanel } from './model';
import { usePanelData } from './usePanelData';
import { useSize } from './useSize';

export interface PanelViewProps {
  readonly panel: DashboardPanel;
  readonly dataSource: DataSourceApi;
  readonly range: TimeRange;
  readonly timeZone: string;
  /** Whether panels share the crosshair and the tooltip. */
  readonly cursorSync: DashboardCursorSync;
  readonly scopedVars: ScopedVars;
  readonly replaceVariables: PanelProps['replaceVariables'];
  readonly onChangeTimeRange: PanelProps['onChangeTimeRange'];
}

const NO_FIELD_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };
const eventBus = new EventBusSrv();

/** One panel of a dashboard: frame, title, loading and error marks, and the plugin inside. */
export function PanelView(props: PanelViewProps) {
  const { panel, dataSource, range, timeZone, cursorSync, scopedVars, replaceVariables } = props;
  const [ref, size] = useSize();
  const data = usePanelData(panel, dataSource, range, timeZone, scopedVars, size.width);
  const context = useMemo(
    () => ({ eventsScope: 'dashboard', eventBus, app: CoreApp.Dashboard, sync: () => cursorSync }),
    [cursorSync]
  );
  const plugin = useLoaded(() => importPanel(panel.type), [panel.type]);
  return (
    <div ref={ref} style={{ height: '100%' }} data-testid={`panel ${panel.type}`}>
      {size.width > 0 && (
        <PanelChrome
          title={replaceVariables(panel.title ?? '')}
          description={panel.description && renderMarkdown(replaceVariables(panel.description))}
          loadingState={data.state}
          statusMessage={data.state === LoadingState.Error ? data.errors?.[0]?.message : undefined}
          displayMode={panel.transparent ? 'transparent' : 'default'}
          width={size.width}
          height={size.height}
        >
          {(width, height) => (
            <ErrorBoundaryAlert dependencies={[data]}>
              {plugin.error && (
                <Alert title="This panel cannot be shown here" severity="info">
                  {plugin.error.message}
                </Alert>
              )}
              {plugin.value && data.state !== LoadingState.NotStarted && (
                <PanelContextProvider value={context}>
                  <PanelBody {...props} plugin={plugin.value} data={data} width={width} height={height} />
                </PanelContextProvider>
              )}
            </ErrorBoundaryAlert>
          )}
        </PanelChrome>
      )}
    </div>
  );
}

interface PanelBodyProps extends PanelViewProps, Pick<PanelProps, 'data' | 'width' | 'height'> {
  readonly plugin: PanelPlugin;
}

function PanelBody({ plugin, panel, data, replaceVariables, timeZone, width, height, ...rest }: PanelBodyProps) {
  const theme = useTheme2();
  const [saved, setSaved] = useState({
    options: panel.options ?? {},
    fieldConfig: panel.fieldConfig ?? NO_FIELD_CONFIG,
  });
  const { options, fieldConfig } = useMemo(
    () =>
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: { ...saved.options },
        currentFieldConfig: structuredClone(saved.fieldConfig),
        isAfterPluginChange: false,
      }),
    [plugin, saved]
  );
  const series = useMemo(
    () =>
      applyFieldOverrides({
        data: data.series,
        fieldConfig,
        fieldConfigRegistry: plugin.fieldConfigRegistry,
        replaceVariables,
        theme,
        timeZone,
      }),
    [data.series, fieldConfig, plugin, replaceVariables, theme, timeZone]
  );
  const Panel = plugin.panel;
  return (
    Panel && (
      <Panel
        id={panel.id}
        data={{ ...data, series }}
        timeRange={data.timeRange}
        timeZone={timeZone}
        options={options}
        fieldConfig={fieldConfig}
        transparent={panel.transparent ?? false}
        width={width}
        height={height}
        renderCounter={0}
        title={panel.title ?? ''}
        eventBus={eventBus}
        onOptionsChange={(changed) => setSaved({ ...saved, options: changed })}
        onFieldConfigChange={(changed) => setSaved({ ...saved, fieldConfig: changed })}
        replaceVariables={replaceVariables}
        onChangeTimeRange={rest.onChangeTimeRange}
      />
    )
  );
}
