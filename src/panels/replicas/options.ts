import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_IDLE_BELOW } from '../../elasticity/scaling';
import { addChartOptions, DEFAULT_CHART_OPTIONS, type ChartOptions } from '../../viz/options';

export interface ReplicasOptions extends ChartOptions {
  readonly showSummary: boolean;
  readonly showBounds: boolean;
  readonly showCapacity: boolean;
  readonly showShortages: boolean;
  /** Percent of the capacity below which replicas beyond the minimum are shown as idle. */
  readonly idleBelowPercent: number;
}

export const DEFAULT_OPTIONS: ReplicasOptions = {
  ...DEFAULT_CHART_OPTIONS,
  showSummary: true,
  showBounds: true,
  showCapacity: true,
  showShortages: true,
  idleBelowPercent: DEFAULT_IDLE_BELOW * 100,
};

export function buildOptions(builder: PanelOptionsEditorBuilder<ReplicasOptions>): void {
  const show = ['Show'];
  builder
    .addBooleanSwitch({
      path: 'showSummary',
      name: 'Verdict',
      description: 'In words above the chart: whether replicas follow the load, and since when they do not.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showSummary,
    })
    .addBooleanSwitch({
      path: 'showShortages',
      name: 'Shortages',
      description: 'Shade the times in which the rules found the load above what ready replicas can carry.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showShortages,
    })
    .addBooleanSwitch({
      path: 'showCapacity',
      name: 'Capacity',
      description: 'The load that ready replicas can carry, on the axis of the load.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showCapacity,
    })
    .addBooleanSwitch({
      path: 'showBounds',
      name: 'Bounds',
      description: 'The least and most replicas that the autoscaler may choose.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showBounds,
    })
    .addNumberInput({
      path: 'idleBelowPercent',
      name: 'Idle below',
      description:
        'Percent of the capacity. Replicas beyond the minimum that are used less count as idle in the figure.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.idleBelowPercent,
      settings: { min: 0, max: 100 },
    });
  addChartOptions(builder, DEFAULT_OPTIONS.legend.calcs);
}
