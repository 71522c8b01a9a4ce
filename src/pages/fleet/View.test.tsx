import { dateTime, FieldType, getDefaultTimeRange, LoadingState, toDataFrame, type PanelData } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { REF } from './queries';
import { View, type ViewProps } from './View';

function answer(refId: string, workload: string, value: number, labels: Record<string, string> = {}) {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: [0] },
      {
        name: 'Value',
        type: FieldType.number,
        labels: { cluster: 'c', namespace: 'n', workload, ...labels },
        values: [value],
      },
    ],
  });
}

function data(change: Partial<PanelData>): PanelData {
  return {
    state: LoadingState.Done,
    series: [],
    timeRange: { ...getDefaultTimeRange(), from: dateTime(-3_600_000), to: dateTime(0) },
    ...change,
  };
}

const TWO_WORKLOADS = [
  answer(REF.workloads, 'calm', 1),
  answer(REF.current, 'calm', 3),
  answer(REF.workloads, 'leaderless', 1),
  answer(REF.current, 'leaderless', 2),
  answer(REF.verdicts, 'leaderless', 1, { verdict: 'leaderless' }),
];

function show(props: Partial<ViewProps>) {
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <View
        data={data({})}
        dataSource={{ uid: 'prom', isMissing: false }}
        timeRange={{ from: 'now-6h', to: 'now' }}
        timeZone="utc"
        {...props}
      />
    </MemoryRouter>
  );
}

describe('View', () => {
  it('lists workloads, those that need attention first, each with a link to its dashboard', () => {
    show({ data: data({ series: TWO_WORKLOADS }) });
    const [, first, second] = screen.getAllByRole('row');
    expect(within(first).getByText('Critical')).toBeInTheDocument();
    expect(within(first).getByText('No instance leads, since 00:00')).toBeInTheDocument();
    expect(within(first).getByRole('link', { name: 'leaderless' })).toHaveAttribute(
      'href',
      '/d/elastiscope-workload?var-datasource=prom&var-cluster=c&var-namespace=n&var-workload=leaderless&from=now-6h&to=now'
    );
    expect(within(second).getByText('Healthy')).toBeInTheDocument();
    expect(screen.getByText('2 workloads: 1 critical, 1 healthy')).toBeInTheDocument();
  });

  it('says that a Prometheus data source has to be added', () => {
    show({ dataSource: { uid: '', isMissing: true } });
    expect(screen.getByText('There is no Prometheus data source')).toBeInTheDocument();
  });

  it.each([
    ['before the first query', undefined],
    ['while the first query runs', data({ state: LoadingState.Loading })],
  ])('is loading %s', (_, loading) => {
    show({ data: loading });
    expect(screen.getByTestId('panel-status-loading')).toBeInTheDocument();
  });

  it('shows what Prometheus said when no query could be answered', () => {
    show({ data: data({ state: LoadingState.Error, errors: [{ message: 'connection refused' }] }) });
    expect(screen.getByRole('alert')).toHaveTextContent('connection refused');
  });

  it('keeps the rows that are known when only some queries failed, and says so', () => {
    show({ data: data({ state: LoadingState.Error, series: TWO_WORKLOADS, errors: [{ message: 'timed out' }] }) });
    expect(screen.getByText('Some queries failed, their columns are empty')).toBeInTheDocument();
    expect(screen.getByText('timed out')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'calm' })).toBeInTheDocument();
  });
});
