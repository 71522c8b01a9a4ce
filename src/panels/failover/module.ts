import { PanelPlugin } from '@grafana/data';
import { DEFAULTS, type FailoverOptions } from './options';
import { FailoverPanel } from './Panel';

export const plugin = new PanelPlugin<FailoverOptions>(FailoverPanel).setPanelOptions((builder) => {
  builder
    .addBooleanSwitch({
      path: 'showAllWorkloads',
      name: 'All workloads',
      description: 'Show workloads that elect no leader beside those that do.',
      defaultValue: DEFAULTS.showAllWorkloads,
    })
    .addBooleanSwitch({
      path: 'showFigures',
      name: 'Figures',
      description: 'Show how many failovers there were, how long they took, and how long nobody or more than one led.',
      defaultValue: DEFAULTS.showFigures,
    })
    .addBooleanSwitch({
      path: 'showTable',
      name: 'List of failovers',
      description: 'Show each failover with its phases, beside the lanes or, in a narrow panel, below them.',
      defaultValue: DEFAULTS.showTable,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      description: 'Explain colours and patterns of the states that occur.',
      defaultValue: DEFAULTS.showLegend,
    });
});
