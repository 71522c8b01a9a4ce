import { dateTime, FieldType, LoadingState, toDataFrame, type PanelData } from '@grafana/data';
import { render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { Observable, of } from 'rxjs';
import type { PanelQuery } from '../vocabulary';
import { PanelFrame } from './PanelFrame';

const INPUTS: PanelQuery[] = [
  { refId: 'current', expr: 'workload:replicas_current{workload="w"}', legend: '', help: '' },
];
const RANGE = { from: dateTime(0), to: dateTime(3_600_000), raw: { from: 'now-1h', to: 'now' } };

const panelData = (over: Partial<PanelData>): PanelData => ({
  state: LoadingState.Done,
  series: [],
  timeRange: RANGE,
  request: {
    requestId: 'Q1',
    interval: '15s',
    intervalMs: 15_000,
    range: RANGE,
    scopedVars: { cluster: { value: 'demo', text: 'demo' } },
    targets: INPUTS.map(({ refId, expr }) => ({ refId, expr, datasource: { uid: 'prom', type: 'prometheus' } })),
    timezone: 'utc',
    app: 'dashboard',
    startTime: 0,
  },
  ...over,
});

const found = toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [1] }] });

const mockGetDataSourceSrv = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => mockGetDataSourceSrv(),
}));

/** A Grafana with one Prometheus, as far as a panel asks it. */
function grafanaWith(query: jest.Mock, getResource?: jest.Mock): void {
  const settings = { uid: 'prom', name: 'Prom', type: 'prometheus' };
  mockGetDataSourceSrv.mockReturnValue({
    getInstanceSettings: () => settings,
    get: async () => ({ ...settings, query, ...(getResource && { getResource }) }),
  });
}

const frame = (data: PanelData, model?: string) => (
  <PanelFrame data={data} model={model} inputs={INPUTS} advice="Scrape kube-state-metrics.">
    {(drawn) => <p>{drawn}</p>}
  </PanelFrame>
);

describe('PanelFrame', () => {
  it('draws what there is, even while it is refreshed or one query of several has failed', () => {
    const { rerender } = render(frame(panelData({ state: LoadingState.Loading }), 'the chart'));
    expect(screen.getByText('the chart')).toBeInTheDocument();
    rerender(frame(panelData({ state: LoadingState.Error, errors: [{ message: 'timeout' }] }), 'the chart'));
    expect(screen.getByText('the chart')).toBeInTheDocument();
  });

  it('says that it is loading', () => {
    render(frame(panelData({ state: LoadingState.Loading })));
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('raises an alert with the message of the data source when the query failed', () => {
    render(frame(panelData({ state: LoadingState.Error, errors: [{ data: { message: 'parse error at char 5' } }] })));
    expect(screen.getByRole('alert')).toHaveTextContent('The query failed');
    expect(screen.getByRole('alert')).toHaveTextContent('parse error at char 5');
  });

  it('asks the data source why it is empty, with the variables and the range of the panel', async () => {
    const query = jest
      .fn()
      .mockReturnValueOnce(of({ data: [found] }))
      .mockReturnValueOnce(of({ data: [] }));
    grafanaWith(query);
    render(frame(panelData({})));
    expect(await screen.findByText('This workload is not known in this time range')).toBeInTheDocument();
    expect(query.mock.calls.map(([{ targets }]) => targets[0].expr)).toEqual([
      'group(workload:info)',
      'group(workload:info{workload="w"})',
    ]);
    expect(query.mock.calls[0][0]).toMatchObject({ range: RANGE, scopedVars: { cluster: { value: 'demo' } } });
  });

  it('tells rules that are not loaded from rules that nothing feeds', async () => {
    const rule = { name: 'workload:info', type: 'recording' };
    const getResource = jest.fn().mockResolvedValue({ data: { groups: [{ rules: [rule] }] } });
    grafanaWith(jest.fn().mockResolvedValue({ data: [] }), getResource);
    render(frame(panelData({})));
    expect(await screen.findByText('No workload is known in this time range')).toBeInTheDocument();
  });

  it('shows what Prometheus answers when it cannot be asked', async () => {
    grafanaWith(jest.fn().mockReturnValue(of({ data: [], errors: [{ message: 'bad gateway' }] })));
    render(frame(panelData({})));
    expect(await screen.findByText('“Prom” does not answer')).toBeInTheDocument();
    expect(screen.getByText('bad gateway')).toBeInTheDocument();
  });

  it('gives up its question when it goes away', async () => {
    const released = jest.fn();
    const query = jest.fn().mockReturnValue(new Observable(() => released));
    grafanaWith(query);
    const { unmount } = render(frame(panelData({})));
    expect(await screen.findByText(/Looking for what is missing/)).toBeInTheDocument();
    await waitFor(() => expect(query).toHaveBeenCalledTimes(1));
    expect(released).not.toHaveBeenCalled();
    unmount();
    expect(released).toHaveBeenCalledTimes(1);
  });
});
