import { VERDICTS, wordsOf } from '../../src/vocabulary';
import { REPLICAS } from './support/metrics';
import { expectNumber } from './support/numbers';
import { expect, test } from './support/test';

test('each autoscaled workload has a lane with the reversals that were recorded', async ({ preview, site }) => {
  await preview.openDashboard();
  const table = preview.panel('flapping').getByRole('table', { name: 'Flapping by workload' });
  const desired = await site.prometheus.recorded(REPLICAS.desired, site.span);
  const recorded = await site.prometheus.recorded(REPLICAS.reversals, site.span);
  expect(desired.length).toBeGreaterThan(0);
  for (const { labels } of desired) {
    const { namespace, workload } = labels;
    const own = recorded.find((one) => one.labels.namespace === namespace && one.labels.workload === workload);
    const most = Math.max(0, ...(own?.samples ?? []).map(({ value }) => value));
    const row = table.getByRole('row', { name: `${namespace}/${workload}`, exact: true });
    await expectNumber(row.getByRole('cell').nth(2), most);
  }
  await expect(table.getByRole('row')).toHaveCount(desired.length + 1);
});

test('flapping-alert-never-fires: panel and fleet page say what the rules recorded, in the same words', async ({
  preview,
  site,
  page,
}) => {
  const { toMs } = site.span;
  const desired = await site.prometheus.query(REPLICAS.desired, toMs);
  const flapping = await site.prometheus.query(REPLICAS.flapping, toMs);
  expect(flapping.map(({ labels }) => labels.workload)).toContain('chatchat');
  const flaps = ({ namespace, workload }: Readonly<Record<string, string>>) =>
    flapping.some(({ labels }) => labels.namespace === namespace && labels.workload === workload);

  await preview.openDashboard();
  const panel = preview.panel('flapping');
  await expect(panel.getByText(VERDICTS.flapping.words)).toBeVisible();
  for (const { labels } of desired) {
    const row = panel.getByRole('row', { name: `${labels.namespace}/${labels.workload}`, exact: true });
    await expect(row.getByRole('cell').first()).toHaveText(
      flaps(labels) ? /^flapping since / : /^(calm|flapped until .*)$/
    );
  }
  await preview.openFleet();
  for (const { labels } of desired) {
    const { workload = '' } = labels;
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: workload, exact: true }) });
    const said = row.getByText(`${wordsOf(VERDICTS.flapping)}, since `);
    await expect(said).toHaveCount(flaps(labels) ? 1 : 0);
  }
});
