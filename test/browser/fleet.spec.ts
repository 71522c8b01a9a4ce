import { REPLICAS } from './support/metrics';
import { expectNumber } from './support/numbers';
import { expect, test } from './support/test';

test('lists every workload with the replicas and the load that Prometheus has', async ({ preview, site, page }) => {
  await preview.openFleet();
  const known = await site.prometheus.query(REPLICAS.current, site.span.toMs);
  expect(known.length).toBeGreaterThanOrEqual(5);
  for (const { labels, samples } of known) {
    const { namespace, workload = '' } = labels;
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: workload, exact: true }) });
    await expectNumber(row.getByRole('cell').nth(2), Number(samples[0]?.value));
    const load = await site.prometheus.value(
      `${REPLICAS.load}{namespace="${namespace}", workload="${workload}"}`,
      site.span.toMs
    );
    await expectNumber(row.getByRole('cell').nth(3), Number(load));
  }
});

test('a workload leads to its dashboard, which leads back', async ({ preview, page }) => {
  await preview.openFleet();
  await page.getByRole('link', { name: 'kotaemon', exact: true }).click();
  await expect(page).toHaveURL(/\/d\/elastiscope-workload.*var-workload=kotaemon/);
  await expect(preview.panel('replicas').locator('.u-over')).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Fleet' }).click();
  await expect(page.getByRole('link', { name: 'kotaemon', exact: true })).toBeVisible();
});
