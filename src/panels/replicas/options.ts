import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_SCALING_SETTINGS } from '../../elasticity/scaling';
import { addChartOptions, DEFAULT_CHART_OPTIONS, type ChartOptions } from '../../viz/options';

export interface ReplicasOptions extends ChartOptions {
  readonly showSummary: boolean;
  readonly showBounds: boolean;
  readonly showCapacity: boolean;
  readonly showShortages: boolean;
  /** Shortages shorter than this are forgiven. */
  readonly graceSeconds: number;
  /** Percent of the time that may be short of capacity. */
  readonly toleratedPercent: number;
  /** Percent of the capacity below which replicas beyond the minimum are idle. */
  readonly idleBelowPercent: number;
}

export const DEFAULT_OPTIONS: ReplicasOptions = {
  ...DEFAULT_CHART_OPTIONS,
  showSummary: true,
  showBounds: true,
  showCapacity: true,
  showShortages: true,
  graceSeconds: DEFAULT_SCALING_SETTINGS.graceSeconds,
  toleratedPercent: DEFAULT_SCALING_SETTINGS.toleratedShare * 100,
  idleBelowPercent: DEFAULT_SCALING_SETTINGS.idleBelow * 100,
};

export function buildOptions(builder: PanelOptionsEditorBuilder<ReplicasOptions>): void {
  const show = ['Show'];
  const judgement = ['Verdict'];
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
      description: 'Shade the times in which the load was above what ready replicas can carry.',
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
      path: 'graceSeconds',
      name: 'Forgive shortages below',
      description: 'Seconds. The load is a rate over two minutes, so that very short shortages say little.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.graceSeconds,
      settings: { min: 0, integer: true },
    })
    .addNumberInput({
      path: 'toleratedPercent',
      name: 'Tolerated shortage',
      description: 'Percent of the time. Replicas that are short of capacity for longer do not follow the load.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.toleratedPercent,
      settings: { min: 0, max: 100 },
    })
    .addNumberInput({
      path: 'idleBelowPercent',
      name: 'Idle below',
      description: 'Percent of the capacity. Replicas beyond the minimum that are used less are idle.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.idleBelowPercent,
      settings: { min: 0, max: 100 },
    });
  addChartOptions(builder, DEFAULT_OPTIONS.legend.calcs);
}
