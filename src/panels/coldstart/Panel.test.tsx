import { toDataFrame, type DataFrame } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { panelProps } from '../testPanelProps';
import { DEFAULTS, type ColdStartOptions } from './options';
import { ColdStartPanel } from './Panel';
import { REF } from './queries';

// jsdom has no canvas: what is drawn on it is looked at in a browser, what stands around it is looked at here.
jest.mock('@grafana/ui', () => ({ ...jest.requireActual('@grafana/ui'), UPlotChart: () => null }));

const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);

function frame(refId: string, labels: Record<string, string>, minutes: number[], value: number) {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', values: minutes.map((minute) => T0 + minute * 60_000) },
      {
        name: 'Value',
        labels: { cluster: 'c', namespace: 'n', workload: 'w', ...labels },
        values: minutes.map(() => value),
      },
    ],
  });
}

const START = [
  frame(REF.phases, { instance: 'a', phase: 'boot' }, [5, 6, 7], 2),
  frame(REF.phases, { instance: 'a', phase: 'load' }, [5, 6, 7], 18),
  frame(REF.readyAt, { instance: 'a' }, [5, 6, 7], T0 / 1000 + 290),
];
const WAITED = [frame(REF.delayed, {}, [5], 4), frame(REF.delaySeconds, {}, [5], 26)];

function show(series: DataFrame[], over: Partial<ColdStartOptions> = {}, height = 400) {
  const props = panelProps({ ...DEFAULTS, ...over }, series, { fromMs: T0, toMs: T0 + 1_800_000 });
  return render(<ColdStartPanel {...props} height={height} />);
}

const strip = () => screen.queryByRole('img', { name: /Requests that waited for a cold start/ });

describe('ColdStartPanel', () => {
  it('says the figures', () => {
    show([...START, ...WAITED]);
    expect(screen.getByTestId('figure-Starts')).toHaveTextContent('1');
    expect(screen.getByTestId('figure-Median')).toHaveTextContent('20 s');
    expect(screen.getByTestId('figure-Slowest phase')).toHaveTextContent('load 90%');
    expect(screen.getByTestId('figure-Requests waited')).toHaveTextContent('4');
    expect(screen.getByTestId('figure-Mean wait')).toHaveTextContent('6.5 s');
  });

  it('tells the chart to those who do not see it, and lets the keyboard reach it', () => {
    show(START);
    const chart = screen.getByRole('img', { name: /Starts over time.*Longest: 20 s/ });
    expect(chart).toHaveAttribute('tabindex', '0');
  });

  it('has a strip of waiting requests while there are any and there is room', () => {
    show([...START, ...WAITED]);
    expect(strip()).toBeInTheDocument();
  });

  it.each([
    ['nobody waited', START, {}, 400],
    ['it is switched off', [...START, ...WAITED], { showWaiting: false }, 400],
    ['the panel is low', [...START, ...WAITED], {}, 180],
  ])('has no such strip when %s', (_, series, options, height) => {
    show(series, options, height);
    expect(strip()).not.toBeInTheDocument();
  });

  it('names the phases that took time', () => {
    const total = frame(REF.phases, { instance: 'a', phase: 'total' }, [5, 6, 7], 60);
    const schedule = frame(REF.phases, { instance: 'a', phase: 'schedule' }, [5, 6, 7], 40);
    const init = frame(REF.phases, { instance: 'a', phase: 'init' }, [5, 6, 7], 0);
    show([...START, total, schedule, init]);
    const named = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(named).toEqual(['Wait for a node', 'Boot: image, process', 'Load, until ready']);
    expect(screen.getByTestId('figure-Slowest phase')).toHaveTextContent('schedule 67%');
  });

  it('names phases that are not told apart', () => {
    show([frame(REF.phases, { instance: 'a', phase: 'total' }, [5], 20), ...START.slice(2)]);
    expect(screen.getByText('Phases not known')).toBeInTheDocument();
  });
});
