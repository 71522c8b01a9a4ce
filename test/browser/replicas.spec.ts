import { REPLICAS } from './support/metrics';
import { readNumber } from './support/numbers';
import { expect, test } from './support/test';
import { hoverChart } from './support/tooltip';

/** What the tooltip calls the series. */
const SERIES = [
  ['Current', REPLICAS.current],
  ['Desired', REPLICAS.desired],
  ['Ready', REPLICAS.ready],
  ['Load', REPLICAS.load],
  ['Can carry', REPLICAS.capacity],
] as const;

test('the tooltip shows the replicas and the load that Prometheus recorded at that time', async ({ preview, site }) => {
  await preview.openDashboard({ 'var-namespace': 'langflow', 'var-workload': 'langflow' });
  // Well before Prometheus took over from the history, when settings are not yet recorded again.
  const { timeMs, rows } = await hoverChart(preview.panel('replicas'), 0.8);
  expect(timeMs).toBeLessThanOrEqual(site.span.toMs);
  for (const [label, metric] of SERIES) {
    const expected = await site.prometheus.value(`${metric}{namespace="langflow", workload="langflow"}`, timeMs);
    const text = rows.get(label) ?? '(not in the tooltip)';
    expect(expected, `${metric} at ${new Date(timeMs).toISOString()}`).toBeDefined();
    const { value, within } = readNumber(text);
    expect(
      Math.abs(value - Number(expected)),
      `${label}: "${text}" is shown, ${expected} recorded`
    ).toBeLessThanOrEqual(within * 1.000001);
  }
});

test('the choice of workloads offers every workload that has replicas', async ({ preview, site, page }) => {
  await preview.openDashboard();
  await preview.panel('replicas').getByRole('combobox', { name: 'Workload' }).click();
  const known = await site.prometheus.query(REPLICAS.current, site.span.toMs);
  expect(known.length).toBeGreaterThanOrEqual(5);
  for (const { labels } of known) {
    await expect(page.getByRole('option', { name: `${labels.namespace}/${labels.workload}` }).first()).toBeVisible();
  }
});
