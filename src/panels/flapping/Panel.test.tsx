import { FieldType, toDataFrame, type DataFrame, type PanelProps } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';
import { VERDICTS } from '../../vocabulary';
import { panelProps } from '../testPanelProps';
import { DEFAULT_OPTIONS, type FlappingOptions } from './options';
import { FlappingPanel } from './Panel';

// jsdom has no canvas; what is drawn on it is covered by the tests of the model and by those in a browser.
jest.mock('@grafana/ui', () => ({ ...jest.requireActual('@grafana/ui'), UPlotChart: () => null }));

const MINUTE_MS = 60_000;

function desired(workload: string, at: (minute: number) => number): DataFrame {
  const minutes = Array.from({ length: 61 }, (_, minute) => minute);
  return toDataFrame({
    refId: 'desired',
    fields: [
      {
        name: 'Time',
        type: FieldType.time,
        config: { interval: MINUTE_MS },
        values: minutes.map((minute) => minute * MINUTE_MS),
      },
      { name: 'Value', type: FieldType.number, labels: { namespace: 'ns', workload }, values: minutes.map(at) },
    ],
  });
}

const FLAPS = desired('flaps', (minute) => (Math.floor(minute / 6) % 2 === 0 ? 2 : 6));
const CALM = desired('calm', () => 3);
/** The verdict of the rules, from the half hour on. */
const VERDICT = toDataFrame({
  refId: 'flapping',
  fields: [
    { name: 'Time', type: FieldType.time, values: Array.from({ length: 31 }, (_, i) => (30 + i) * MINUTE_MS) },
    { name: 'Value', type: FieldType.number, labels: { namespace: 'ns', workload: 'flaps' }, values: Array.from({ length: 31 }, () => 5) },
  ],
}); // prettier-ignore

function props(series: DataFrame[], over: Partial<FlappingOptions> = {}): PanelProps<FlappingOptions> {
  return panelProps({ ...DEFAULT_OPTIONS, ...over }, series, { fromMs: 0, toMs: 60 * MINUTE_MS });
}

const cellsOf = (workload: string) =>
  within(screen.getByRole('row', { name: workload }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('FlappingPanel', () => {
  it('has verdict, score, reversals, amplitude and a window to try for each workload, the worst first', () => {
    render(<FlappingPanel {...props([CALM, FLAPS, VERDICT])} />);
    const [, ...rows] = screen.getAllByRole('row');
    expect(rows.map((row) => row.getAttribute('aria-label'))).toEqual(['ns/flaps', 'ns/calm']);
    expect(cellsOf('ns/flaps')).toEqual(['flapping since 00:30', '47', '9', '4', '690 s']);
    expect(cellsOf('ns/calm')).toEqual(['calm', '0', '0', '0', '–']);
    expect(screen.getByText(VERDICTS.flapping.words)).toBeInTheDocument();
  });

  it('tells those who do not see the picture what it shows', () => {
    render(<FlappingPanel {...props([CALM, FLAPS, VERDICT])} />);
    expect(screen.getByRole('img')).toHaveAccessibleName(
      /2 workloads over time: 1 flapping, 0 flapped earlier, 1 calm/
    );
  });

  it('gives up columns where there is little room, the verdict last', () => {
    render(<FlappingPanel {...props([FLAPS, VERDICT])} width={400} />);
    expect(cellsOf('ns/flaps')).toEqual(['flapping since 00:30']);
  });

  it('turns pages where not all lanes fit', () => {
    render(<FlappingPanel {...props([CALM, FLAPS, VERDICT], { showLegend: false })} height={90} />);
    expect(screen.queryByRole('row', { name: 'ns/calm' })).not.toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Next workloads' }));
    expect(screen.getByRole('row', { name: 'ns/calm' })).toBeInTheDocument();
    expect(screen.queryByRole('row', { name: 'ns/flaps' })).not.toBeInTheDocument();
  });

  it('says when data ended, and is not green about them', () => {
    render(<FlappingPanel {...panelProps(DEFAULT_OPTIONS, [FLAPS], { fromMs: 0, toMs: 75 * MINUTE_MS })} />);
    expect(cellsOf('ns/flaps')[0]).toBe('data ended 01:00');
  });

  it('says so when all is calm and calm workloads are not to be shown', () => {
    render(<FlappingPanel {...props([CALM], { showCalm: false })} />);
    expect(screen.getByRole('status')).toHaveTextContent('No autoscaler of 1 flaps');
  });
});
