import { dashboardUrl } from './link';

const CONTEXT = { dataSourceUid: 'prom', from: 'now-6h', to: 'now' };

describe('dashboardUrl', () => {
  it('leads to one workload, on the same data source over the same time', () => {
    const url = new URL(dashboardUrl({ cluster: 'a&b', namespace: 'n', workload: 'w 1' }, CONTEXT), 'http://grafana');
    expect(url.pathname).toBe('/d/elastiscope-workload');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'var-datasource': 'prom',
      'var-cluster': 'a&b',
      'var-namespace': 'n',
      'var-workload': 'w 1',
      from: 'now-6h',
      to: 'now',
    });
  });

  it('leaves out a label without a value: an empty variable would match nothing', () => {
    expect(dashboardUrl({ cluster: '', namespace: 'n', workload: 'w' }, CONTEXT)).not.toContain('var-cluster');
  });
});
