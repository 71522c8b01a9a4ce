import { dateTime } from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode } from '@grafana/schema';
import type { UPlotConfigBuilder, VizLayoutProps } from '@grafana/ui';
import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import type uPlot from 'uplot';
import { TimeChart, type TimeChartProps } from './TimeChart';

interface Drawn {
  readonly config: UPlotConfigBuilder;
  readonly data: uPlot.AlignedData;
}

const mockDrawn: Drawn[] = [];

// jsdom has neither sizes nor a canvas: what would be drawn is looked at instead.
jest.mock('@grafana/ui', () => {
  const VizLayout = ({ legend, children, width, height }: VizLayoutProps) => (
    <>
      {children(width, height)}
      {legend}
    </>
  );
  VizLayout.Legend = function Legend({ children }: React.PropsWithChildren) {
    return children;
  };
  return {
    ...jest.requireActual('@grafana/ui'),
    UPlotChart: (props: Drawn) => {
      mockDrawn.push(props);
      return null;
    },
    VizLayout,
  };
});

const drawn = (): Drawn => mockDrawn[mockDrawn.length - 1];

const range = (fromMs: number, toMs: number) => {
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  return { from, to, raw: { from, to } };
};

const PROPS: TimeChartProps = {
  width: 400,
  height: 200,
  timeRange: range(0, 100),
  timeZone: 'utc',
  times: [0, 50, 100],
  series: [
    { key: 'in', label: 'Input', color: 'blue', values: [1, 2, 3], stack: 'tokens' },
    { key: 'out', label: 'Output', color: 'red', values: [10, 20, 30], stack: 'tokens' },
  ],
  legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: ['max'] },
  tooltip: { mode: TooltipDisplayMode.Multi },
};

/** The ends of the time axis that a chart would draw. */
function timeAxis({ config, data }: Drawn): unknown {
  const { range: ends } = config.getConfig().scales?.x ?? {};
  return typeof ends === 'function' && Reflect.apply(ends, undefined, [undefined, data[0][0], data[0][2], 'x']);
}

describe('TimeChart', () => {
  beforeEach(() => mockDrawn.splice(0));

  it('only exchanges numbers and range when data are refreshed', () => {
    const { rerender } = render(<TimeChart {...PROPS} />);
    const before = drawn();
    expect(timeAxis(before)).toEqual([0, 100]);
    const series = PROPS.series.map((one) => ({ ...one, values: [5, 5, 5] }));
    rerender(<TimeChart {...PROPS} times={[100, 150, 200]} series={series} timeRange={range(100, 200)} />);
    expect(drawn().config).toBe(before.config);
    expect(drawn().data).toEqual([
      [100, 150, 200],
      [5, 5, 5],
      [10, 10, 10],
    ]);
    expect(timeAxis(drawn())).toEqual([100, 200]);
  });

  it('is built anew when a series comes', () => {
    const { rerender } = render(<TimeChart {...PROPS} />);
    const before = drawn();
    const series = [...PROPS.series, { key: 'new', label: 'New', color: 'green', values: [1, 1, 1] }];
    rerender(<TimeChart {...PROPS} series={series} />);
    expect(drawn().config).not.toBe(before.config);
    expect(drawn().config.getSeries()).toHaveLength(3);
  });

  it('shows one series alone after a click on its name, the stack closing up below it', () => {
    render(<TimeChart {...PROPS} />);
    expect(drawn().data[2]).toEqual([11, 22, 33]);
    fireEvent.click(screen.getByText('Output'));
    expect(drawn().data[2]).toEqual([10, 20, 30]);
    expect(
      drawn()
        .config.getConfig()
        .series.map((one) => one?.show)
    ).toEqual([undefined, false, true]);
  });

  it('has the numbers in the legend that the user chose', () => {
    render(<TimeChart {...PROPS} left={{ unit: 'currencyUSD' }} />);
    expect(screen.getByText(/\$30/)).toBeInTheDocument();
  });

  it('can be without legend', () => {
    render(
      <TimeChart
        {...PROPS}
        legend={{ ...PROPS.legend, showLegend: false }}
        tooltip={{ mode: TooltipDisplayMode.None }}
      />
    );
    expect(screen.queryByText('Input')).not.toBeInTheDocument();
    expect(drawn().data[1]).toEqual([1, 2, 3]);
  });

  it('takes tooltip options as Grafana stores them', () => {
    render(
      <TimeChart {...PROPS} tooltip={{ mode: TooltipDisplayMode.Single, maxWidth: 300, ...{ sort: SortOrder.None } }} />
    );
    expect(drawn().config.getConfig().cursor?.focus?.prox).toBe(30);
  });
});
