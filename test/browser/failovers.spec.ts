import { FAILOVER } from './support/metrics';
import { expectNumber, readNumber } from './support/numbers';
import { recordedEvents } from './support/prometheus';
import { killLeader } from './support/demo';
import { expect, test } from './support/test';

test('shows each recorded failover with its duration', async ({ preview, site }) => {
  await preview.openDashboard();
  const failovers = await recordedEvents(site.prometheus, site.span, FAILOVER.total, FAILOVER.at);
  expect(failovers.length).toBeGreaterThan(0);
  await expectNumber(preview.figure('failover', 'Failovers'), failovers.length);
  await expectNumber(preview.figure('failover', 'Longest'), Math.max(...failovers.map(({ seconds }) => seconds)));
  const rows = preview.panel('failover').getByLabel('Failovers', { exact: true }).locator('tbody tr');
  await expect(rows).toHaveCount(failovers.length);
  const shown = (await rows.locator('td:nth-child(3)').allInnerTexts()).map((text) => readNumber(text));
  const expected = failovers.map(({ seconds }) => seconds).sort((a, b) => a - b);
  shown
    .sort((a, b) => a.value - b.value)
    .forEach(({ value, within }, i) =>
      expect(Math.abs(value - Number(expected[i]))).toBeLessThanOrEqual(within * 1.01)
    );
});

test('a refresh shows a failover that happened meanwhile', async ({ preview, site }) => {
  test.setTimeout(240_000);
  const { fromMs } = site.span;
  await preview.openDashboard({ to: 'now' });
  const figure = preview.figure('failover', 'Failovers');
  await expect(figure).toBeVisible();
  const recorded = async () =>
    (await recordedEvents(site.prometheus, { fromMs, toMs: Date.now() }, FAILOVER.total, FAILOVER.at)).length;
  const before = await recorded();
  // Without a standby, the failover is not over until a new replica has started.
  const standbys = () => site.prometheus.value(`min(${FAILOVER.standbys})`, Date.now());
  await expect.poll(standbys, { timeout: 60_000, intervals: [1000] }).toBeGreaterThan(0);
  await killLeader(site.fleet);
  await expect.poll(recorded, { timeout: 90_000, intervals: [1000] }).toBeGreaterThan(before);
  await expect(async () => {
    // The panel looks at whole steps of its query: what was recorded within the newest is there a step later.
    await preview.refresh();
    await expect(figure).toHaveText(String(await recorded()), { timeout: 2000 });
  }).toPass({ timeout: 75_000, intervals: [3000] });
});
