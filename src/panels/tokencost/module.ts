import { PanelPlugin } from '@grafana/data';
import { addChartOptions } from '../../viz/options';
import { COST_VIEW_OPTIONS, DEFAULTS, DIMENSION_OPTIONS, type TokenCostOptions } from './options';
import { TokenCostPanel } from './Panel';

export const plugin = new PanelPlugin<TokenCostOptions>(TokenCostPanel).setPanelOptions((builder) => {
  builder
    .addRadio({
      path: 'breakdown',
      name: 'Break down by',
      description: 'What the panel opens with; a reader can switch in the panel.',
      defaultValue: DEFAULTS.breakdown,
      settings: { options: DIMENSION_OPTIONS },
    })
    .addRadio({
      path: 'view',
      name: 'View',
      description: 'What the panel opens with; a reader can switch in the panel.',
      defaultValue: DEFAULTS.view,
      settings: { options: COST_VIEW_OPTIONS },
    })
    .addSliderInput({
      path: 'maxGroups',
      name: 'Names',
      description: 'How many models, teams or flows are shown by name. The cheaper ones are put together.',
      defaultValue: DEFAULTS.maxGroups,
      settings: { min: 1, max: 20, step: 1 },
    })
    .addBooleanSwitch({
      path: 'showFigures',
      name: 'Figures',
      description: 'Cost, budget and forecast of the month, and tokens, above the chart.',
      defaultValue: DEFAULTS.showFigures,
    })
    .addBooleanSwitch({
      path: 'showBudget',
      name: 'Budget line',
      description:
        'The budget in the cumulative view: the part that falls to the range, or all of it over a whole month.',
      defaultValue: DEFAULTS.showBudget,
    });
  addChartOptions(builder, ['sum']);
});
