import { FieldType, toDataFrame, type DataFrame, type PanelProps } from '@grafana/data';
import type { UPlotConfigBuilder, VizLayoutProps } from '@grafana/ui';
import { render, screen } from '@testing-library/react';
import React from 'react';
import type uPlot from 'uplot';
import { VERDICTS, wordsOf } from '../../vocabulary';
import { panelProps } from '../testPanelProps';
import { DEFAULT_OPTIONS, type ReplicasOptions } from './options';
import { ReplicasPanel } from './Panel';

const mockDrawn: Array<{ readonly data: uPlot.AlignedData; readonly config: UPlotConfigBuilder }> = [];

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
    UPlotChart: (chart: (typeof mockDrawn)[number]) => {
      mockDrawn.push(chart);
      return null;
    },
    VizLayout,
  };
});

function answer(workload: string, inputs: Record<string, number[]>): DataFrame[] {
  return Object.entries(inputs).map(([refId, values]) =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: values.map((_, i) => i * 15_000) },
        { name: 'Value', type: FieldType.number, labels: { namespace: 'ns', workload }, values },
      ],
    })
  );
}

const BOUNDS = { min: [1, 1, 1, 1], max: [4, 4, 4, 4] };
const FOLLOWS = answer('follows', {
  ...BOUNDS,
  current: [1, 1, 2, 2],
  load: [5, 9, 12, 15],
  capacity: [10, 10, 20, 20],
});
const SATURATED = answer('saturated', {
  ...BOUNDS,
  at_max_short: [4, 4, 4, 4],
  current: [4, 4, 4, 4],
  load: [60, 60, 60, 60],
  capacity: [40, 40, 40, 40],
});

function props(series: DataFrame[], over: Partial<ReplicasOptions> = {}): PanelProps<ReplicasOptions> {
  return panelProps({ ...DEFAULT_OPTIONS, ...over }, series, { fromMs: 0, toMs: 45_000 });
}

describe('ReplicasPanel', () => {
  beforeEach(() => mockDrawn.splice(0));

  it('draws what Prometheus has, and names it in the legend', () => {
    render(<ReplicasPanel {...props(FOLLOWS)} />);
    const [times, capacity, current, , , load] = mockDrawn[mockDrawn.length - 1].data;
    expect({ times, capacity, current, load }).toEqual({
      times: [0, 15_000, 30_000, 45_000],
      capacity: [10, 10, 20, 20],
      current: [1, 1, 2, 2],
      load: [5, 9, 12, 15],
    });
    for (const name of ['Can carry', 'Current', 'Min', 'Max', 'Load']) {
      expect(screen.getByText(name)).toBeInTheDocument();
    }
  });

  it('says the verdict, with its figures', () => {
    render(<ReplicasPanel {...props(FOLLOWS)} />);
    expect(screen.getByRole('status')).toHaveTextContent('Replicas follow the load');
    expect(screen.getByText('used').previousSibling).toHaveTextContent('68%');
  });

  it('shows the workload that needs attention first, and offers the others', () => {
    render(<ReplicasPanel {...props([...FOLLOWS, ...SATURATED])} />);
    expect(screen.getByRole('status')).toHaveTextContent(`${wordsOf(VERDICTS.atMaxShort)}, since before 00:00`);
    expect(screen.getByRole('combobox', { name: 'Workload' })).toHaveDisplayValue('ns/saturated');
    expect(mockDrawn[mockDrawn.length - 1].data[2]).toEqual([4, 4, 4, 4]);
  });

  it('leaves the words to the chart when told to', () => {
    render(<ReplicasPanel {...props(FOLLOWS, { showSummary: false })} />);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(mockDrawn).not.toHaveLength(0);
  });

  it('says what to do when it has no query', async () => {
    render(<ReplicasPanel {...props([])} />);
    expect(await screen.findByText('This panel has no query')).toBeInTheDocument();
    expect(screen.getByLabelText('Details')).toHaveTextContent('load: workload:requests:rate2m{');
  });
});
