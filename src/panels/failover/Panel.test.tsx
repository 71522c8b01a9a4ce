import { toDataFrame, type DataFrame } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { panelProps } from '../testPanelProps';
import { DEFAULTS, type FailoverOptions } from './options';
import { FailoverPanel } from './Panel';
import { REF } from './queries';

// jsdom has no canvas: what is drawn on it is looked at in a browser, what stands around it is looked at here.
jest.mock('@grafana/ui', () => ({ ...jest.requireActual('@grafana/ui'), UPlotChart: () => null }));

const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const END_MINUTE = 30;

function frame(refId: string, labels: Record<string, string>, fromMinute: number, toMinute: number, value: number) {
  const minutes = Array.from({ length: toMinute - fromMinute + 1 }, (_, i) => fromMinute + i);
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', values: minutes.map((minute) => T0 + minute * 60_000) },
      {
        name: 'Value',
        labels: { cluster: 'c', namespace: 'n', workload: 'ha', ...labels },
        values: minutes.map(() => value),
      },
    ],
  });
}

const FAILOVER = [
  frame(REF.state, { instance: 'ha-0', state: 'leader' }, 0, 9, 1),
  frame(REF.state, { instance: 'ha-1', state: 'standby' }, 0, 9, 1),
  frame(REF.state, { instance: 'ha-1', state: 'leader' }, 10, END_MINUTE, 1),
  frame(REF.failover, { instance: 'ha-1', phase: 'detect' }, 10, 19, 9),
  frame(REF.failover, { instance: 'ha-1', phase: 'elect' }, 10, 19, 1),
  frame(REF.failover, { instance: 'ha-1', phase: 'take_over' }, 10, 19, 4),
  frame(REF.failoverAt, { instance: 'ha-1' }, 10, 19, T0 / 1000 + 590),
];
const NO_ELECTION = [frame(REF.state, { instance: 'web-0', state: 'ready', workload: 'web' }, 0, END_MINUTE, 1)];

function show(series: DataFrame[], over: Partial<FailoverOptions> = {}, timeZone = 'utc') {
  const range = { fromMs: T0, toMs: T0 + END_MINUTE * 60_000 };
  return render(<FailoverPanel {...panelProps({ ...DEFAULTS, ...over }, series, range)} timeZone={timeZone} />);
}

describe('FailoverPanel', () => {
  beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lists a failover with time, instances, phases, total and verdict', () => {
    show(FAILOVER);
    const [, row] = within(screen.getByRole('table')).getAllByRole('row');
    expect(row).toHaveTextContent('01-05 12:09:50');
    expect(row).toHaveTextContent('ha-0 → ha-1');
    expect(row).toHaveTextContent('14 s');
    expect(within(row).getByRole('img', { name: 'Detect 9 s, Elect 1 s, Take over 4 s' })).toBeInTheDocument();
    expect(within(row).getByTitle('over 10 s')).toBeInTheDocument();
  });

  it('tells times in the time zone of the dashboard', () => {
    show(FAILOVER, {}, 'Europe/Berlin');
    expect(screen.getByText('01-05 13:09:50')).toBeInTheDocument();
  });

  it('says the figures', () => {
    show(FAILOVER);
    expect(screen.getByTestId('figure-Failovers')).toHaveTextContent('1');
    expect(screen.getByTestId('figure-Over target')).toHaveTextContent('1 of 1');
    expect(screen.getByTestId('figure-Two leaders')).toHaveTextContent('never');
  });

  it('names lanes, and explains the states that occur and no others', () => {
    show(FAILOVER);
    expect(screen.getByTitle('ha-0')).toBeInTheDocument();
    const legend = within(screen.getByRole('list', { name: 'States' }));
    expect(legend.getByText('Leader')).toBeInTheDocument();
    expect(legend.queryByText('Down')).not.toBeInTheDocument();
  });

  it('leaves out what the options switch off', () => {
    show(FAILOVER, { showFigures: false, showTable: false, showLegend: false });
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(screen.queryByLabelText('Figures')).not.toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'States' })).not.toBeInTheDocument();
  });

  it('shows the states of instances where no workload elects a leader, without judging failovers', () => {
    show(NO_ELECTION);
    expect(screen.getByText(/No workload here elects a leader/)).toBeInTheDocument();
    expect(screen.getByTitle('web-0')).toBeInTheDocument();
    expect(screen.queryByTestId('figure-Two leaders')).not.toBeInTheDocument();
  });
});
