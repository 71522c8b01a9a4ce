import { dateTime, getDefaultTimeRange, LoadingState, type DataFrame, type PanelProps } from '@grafana/data';

/** What Grafana hands to a panel, for tests: the answers to its queries over a time range, and nothing else going on. */
export function panelProps<O>(
  options: O,
  series: DataFrame[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }
): PanelProps<O> {
  const timeRange = { ...getDefaultTimeRange(), from: dateTime(fromMs), to: dateTime(toMs) };
  return {
    id: 1,
    data: { state: LoadingState.Done, series, timeRange },
    timeRange,
    timeZone: 'utc',
    options,
    transparent: false,
    width: 1000,
    height: 300,
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    title: '',
    eventBus: Object.create(null),
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    replaceVariables: (text) => text,
    onChangeTimeRange: () => undefined,
  };
}
