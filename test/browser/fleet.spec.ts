import { REPLICAS } from './support/metrics';
import { expectNumber, firstLine } from './support/numbers';
import { expect, test } from './support/test';

test('lists every workload with the replicas and the load that Prometheus has', async ({ preview, site, page }) => {
  await preview.openFleet();
  const known = await site.prometheus.query(REPLICAS.current, site.span.toMs);
  expect(known.length).toBeGreaterThanOrEqual(5);
  for (const { labels, samples } of known) {
    const { namespace, workload = '' } = labels;
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: workload, exact: true }) });
    const own = `{namespace="${namespace}", workload="${workload}"}`;
    const current = samples[0]?.value;
    const desired = (await site.prometheus.value(`${REPLICAS.desired}${own}`, site.span.toMs)) ?? current;
    const replicas = current === desired ? String(current) : `${current} → ${desired}`;
    await expect.poll(() => firstLine(row.getByRole('cell').nth(2))).toBe(replicas);
    const load = await site.prometheus.value(`${REPLICAS.load}${own}`, site.span.toMs);
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
