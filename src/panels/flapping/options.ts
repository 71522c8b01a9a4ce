import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { DEFAULT_FLAPPING_SETTINGS } from '../../elasticity/flapping';

export interface FlappingOptions {
  readonly showCalm: boolean;
  readonly showLegend: boolean;
  readonly showTooltip: boolean;
  readonly minReversals: number;
  readonly minAmplitude: number;
  /** `stabilizationWindowSeconds` for scaling down, as it is set now. */
  readonly currentStabilizationSeconds: number;
}

export const DEFAULT_OPTIONS: FlappingOptions = {
  showCalm: true,
  showLegend: true,
  showTooltip: true,
  minReversals: DEFAULT_FLAPPING_SETTINGS.minReversals,
  minAmplitude: DEFAULT_FLAPPING_SETTINGS.minAmplitude,
  currentStabilizationSeconds: DEFAULT_FLAPPING_SETTINGS.currentStabilizationSeconds,
};

export function buildOptions(builder: PanelOptionsEditorBuilder<FlappingOptions>): void {
  const show = ['Show'];
  const judgement = ['Verdict'];
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
      description: 'Each reversal and the wanted replicas at a time, at the pointer or by the arrow keys.',
      category: show,
      defaultValue: DEFAULT_OPTIONS.showTooltip,
    })
    .addNumberInput({
      path: 'minReversals',
      name: 'Reversals within an hour',
      description: 'From how many on an autoscaler flaps. The alert uses 4: up, down, up and down again.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.minReversals,
      settings: { min: 1, integer: true },
    })
    .addNumberInput({
      path: 'minAmplitude',
      name: 'Amplitude',
      description:
        'Highest less lowest number of wanted replicas within the hour; below, it does not matter. The alert uses 2.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.minAmplitude,
      settings: { min: 1, integer: true },
    })
    .addNumberInput({
      path: 'currentStabilizationSeconds',
      name: 'Scale-down window now',
      description:
        'behavior.scaleDown.stabilizationWindowSeconds as it is set now, in seconds; no metric tells it. Kubernetes has 300 when nothing is set. The recommended window builds on it.',
      category: judgement,
      defaultValue: DEFAULT_OPTIONS.currentStabilizationSeconds,
      settings: { min: 0, max: 3600, integer: true },
    });
}
