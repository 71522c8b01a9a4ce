import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_STABILIZATION_SECONDS } from '../../elasticity/flapping';

export interface FlappingOptions {
  readonly showCalm: boolean;
  readonly showLegend: boolean;
  readonly showTooltip: boolean;
  /** `stabilizationWindowSeconds` for scaling down, as it is set now. */
  readonly currentStabilizationSeconds: number;
}

export const DEFAULT_OPTIONS: FlappingOptions = {
  showCalm: true,
  showLegend: true,
  showTooltip: true,
  currentStabilizationSeconds: DEFAULT_STABILIZATION_SECONDS,
};

export function buildOptions(builder: PanelOptionsEditorBuilder<FlappingOptions>): void {
  const show = ['Show'];
  builder
    .addBooleanSwitch({
      path: 'showCalm',
      name: 'Calm workloads',
      description: 'Also show workloads whose autoscaler never flapped in the time range.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showCalm,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      description: 'What the marks and the shading mean, below the chart.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showLegend,
    })
    .addBooleanSwitch({
      path: 'showTooltip',
      name: 'Tooltip',
      description: 'Each reversal and the desired replicas at a time, at the pointer or by the arrow keys.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showTooltip,
    })
    .addNumberInput({
      path: 'currentStabilizationSeconds',
      name: 'Scale-down window now',
      description:
        'behavior.scaleDown.stabilizationWindowSeconds as it is set now, in seconds; no metric tells it. Kubernetes has 300 when nothing is set. The recommended window builds on it.',
      category: ['Advice'],
      defaultValue: DEFAULT_OPTIONS.currentStabilizationSeconds,
      settings: { min: 0, max: 3600, integer: true },
    });
}
