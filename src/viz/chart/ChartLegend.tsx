import {
  fieldReducers,
  FieldType,
  formattedValueToString,
  getValueFormat,
  reduceField,
  type DisplayValue,
  type Field,
} from '@grafana/data';
import type { VizLegendOptions } from '@grafana/schema';
import { usePanelContext, useTheme2, VizLayout, VizLegend, type VizLegendItem } from '@grafana/ui';
import React from 'react';
import type { ChartAxis, ChartSeries } from './types';
import { clickLegend } from './visibility';

export interface ChartLegendProps {
  readonly series: readonly ChartSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly axes: { readonly left: ChartAxis; readonly right: ChartAxis };
  readonly options: VizLegendOptions;
  readonly onHiddenChange: (hidden: ReadonlySet<string>) => void;
}

/** The legend of a chart, for the `legend` slot of a `VizLayout`. */
export function chartLegend(props: ChartLegendProps): React.ReactElement<LegendSlotProps> | null {
  const { options } = props;
  return options.showLegend ? (
    <VizLayout.Legend
      placement={options.placement}
      maxHeight="35%"
      maxWidth="60%"
      {...(options.placement === 'right' && options.width !== undefined ? { width: options.width } : {})}
    >
      <ChartLegend {...props} />
    </VizLayout.Legend>
  ) : null;
}

type LegendSlotProps = React.ComponentProps<typeof VizLayout.Legend>;

function ChartLegend({ series, hidden, axes, options, onHiddenChange }: ChartLegendProps): React.ReactElement {
  const { visualization } = useTheme2();
  const { onToggleLegendSort } = usePanelContext();
  const shown = series.filter(({ hideInLegend }) => !hideInLegend);
  const items = shown.map(
    (one): VizLegendItem<string> => ({
      label: one.label,
      color: visualization.getColorByName(one.color),
      // The legend would move items of a second axis to a row of their own; the units already tell the axes apart.
      yAxis: 1,
      disabled: hidden.has(one.key),
      data: one.key,
      getItemKey: () => one.key,
      getDisplayValues: () => calculate(one, one.unit ?? axes[one.axis ?? 'left'].unit, options.calcs),
      lineStyle: one.dash ? { fill: 'dash', dash: [...one.dash] } : undefined,
    })
  );
  return (
    <VizLegend<string>
      items={items}
      placement={options.placement}
      displayMode={options.displayMode}
      sortBy={options.sortBy}
      sortDesc={options.sortDesc}
      isSortable={onToggleLegendSort !== undefined}
      onToggleSort={onToggleLegendSort}
      onLabelClick={({ data }, event) => {
        if (data !== undefined) {
          const justThisOne = event.ctrlKey || event.metaKey || event.shiftKey;
          onHiddenChange(
            clickLegend(
              hidden,
              data,
              shown.map(({ key }) => key),
              justThisOne
            )
          );
        }
      }}
    />
  );
}

/** The legend's numbers, by Grafana's own reducers. */
export function calculate(series: ChartSeries, unit: string | undefined, calcs: readonly string[]): DisplayValue[] {
  const field: Field = {
    name: series.label,
    type: FieldType.number,
    config: {},
    values: series.values.filter((value) => value !== undefined),
  };
  const results = reduceField({ field, reducers: [...calcs] });
  const format = getValueFormat(unit ?? 'short');
  return calcs.map((calc) => {
    const result: unknown = results[calc];
    const numeric = typeof result === 'number' ? result : NaN;
    return {
      title: fieldReducers.getIfExists(calc)?.name ?? calc,
      numeric,
      text: Number.isFinite(numeric) ? formattedValueToString(format(numeric, series.decimals)) : '–',
    };
  });
}
