import { REPLICAS } from './support/metrics';
import { expectNumber } from './support/numbers';
import { expect, test } from './support/test';

test('each autoscaled workload has a lane with the reversals that were recorded', async ({ preview, site }) => {
  await preview.openDashboard();
  const table = preview.panel('flapping').getByRole('table', { name: 'Flapping by workload' });
  const wanted = await site.prometheus.recorded(REPLICAS.desired, site.span);
  const recorded = await site.prometheus.recorded(REPLICAS.reversals, site.span);
  expect(wanted.length).toBeGreaterThan(0);
  for (const { labels } of wanted) {
    const { namespace, workload } = labels;
    const own = recorded.find((one) => one.labels.namespace === namespace && one.labels.workload === workload);
    const most = Math.max(0, ...(own?.samples ?? []).map(({ value }) => value));
    const row = table.getByRole('row', { name: `${namespace}/${workload}`, exact: true });
    await expectNumber(row.getByRole('cell').nth(2), most);
  }
  await expect(table.getByRole('row')).toHaveCount(wanted.length + 1);
});
