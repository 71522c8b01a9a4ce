import { standardEditorsRegistry, type PanelOptionsEditorBuilder } from '@grafana/data';
import {
  LegendDisplayMode,
  SortOrder,
  TooltipDisplayMode,
  type OptionsWithLegend,
  type OptionsWithTooltip,
} from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';

/** The options that every chart has. */
export type ChartOptions = OptionsWithLegend & OptionsWithTooltip;

const CALCS = [
  { value: 'lastNotNull', label: 'Last' },
  { value: 'max', label: 'Max' },
  { value: 'mean', label: 'Mean' },
  { value: 'min', label: 'Min' },
  { value: 'sum', label: 'Total' },
];

export const DEFAULT_CHART_OPTIONS: ChartOptions = {
  legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] },
  tooltip: { mode: TooltipDisplayMode.Multi, sort: SortOrder.None },
};

/** Adds Grafana's own options for legend and tooltip, all series in the tooltip unless the user wants it otherwise. */
export function addChartOptions<T extends ChartOptions>(
  builder: PanelOptionsEditorBuilder<T>,
  legendCalcs: readonly string[] = []
): void {
  commonOptionsBuilder.addTooltipOptions(builder, false, false, { tooltip: DEFAULT_CHART_OPTIONS.tooltip });
  commonOptionsBuilder.addLegendOptions(builder, false);
  // `addMultiSelect` takes the type of one option for that of the value, a list of them.
  builder.addCustomEditor({
    id: 'legend.calcs',
    path: 'legend.calcs',
    name: 'Values',
    description: 'Numbers that the legend shows beside the name of a series.',
    category: ['Legend'],
    editor: standardEditorsRegistry.get('multi-select').editor,
    defaultValue: [...legendCalcs],
    settings: { options: CALCS },
    showIf: ({ legend }) => legend.showLegend,
  });
}
