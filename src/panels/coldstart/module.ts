import { PanelPlugin } from '@grafana/data';
import { DEFAULTS, type ColdStartOptions } from './options';
import { ColdStartPanel } from './Panel';

export const plugin = new PanelPlugin<ColdStartOptions>(ColdStartPanel).setPanelOptions((builder) => {
  builder
    .addBooleanSwitch({
      path: 'showFigures',
      name: 'Figures',
      description: 'Show number, percentiles and maximum of the starts, and how many requests waited how long.',
      defaultValue: DEFAULTS.showFigures,
    })
    .addBooleanSwitch({
      path: 'showTarget',
      name: 'Target line',
      description: 'Draw the objective cold_start_seconds where it lies near the starts.',
      defaultValue: DEFAULTS.showTarget,
    })
    .addBooleanSwitch({
      path: 'showWaiting',
      name: 'Requests that waited',
      description: 'Draw the requests that waited for a cold start in a strip below the starts.',
      defaultValue: DEFAULTS.showWaiting,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      description: 'Explain the colours of the phases.',
      defaultValue: DEFAULTS.showLegend,
    });
});
