import type { Request } from '@playwright/test';
import { COST, REPLICAS, START } from './support/metrics';
import { expectNumber } from './support/numbers';
import { recordedEvents } from './support/prometheus';
import { expect, test } from './support/test';

test('says on its face that it is a preview and not Grafana', async ({ preview, page }) => {
  await preview.openDashboard();
  await expect(page.getByRole('note')).toContainText('Preview page, not Grafana');
  await preview.openFleet();
  await expect(page.getByRole('note')).toContainText('Preview page, not Grafana');
});

test('a time range that is picked is what the panels ask for', async ({ preview, page, site }) => {
  await preview.openDashboard();
  await expect(preview.figure('coldstart', 'Starts')).toBeVisible();
  const asked = page.waitForRequest((request) => askedFor(request).includes(REPLICAS.current));
  await page.getByTestId('data-testid TimePicker Open Button').click();
  await page.getByText('Last 5 minutes', { exact: true }).click();
  await expect(page).toHaveURL(/from=now-5m&to=now/);
  const { searchParams } = new URL((await asked).url());
  const [start, end] = [Number(searchParams.get('start')), Number(searchParams.get('end'))];
  expect(end - start).toBe(300);
  // On the grid of the step, which is at least 15 s.
  expect(Math.abs(end - Date.now() / 1000)).toBeLessThan(30);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`from=${site.span.fromMs}`));
});

test('numbers follow the time range', async ({ preview, site }) => {
  const { fromMs, toMs } = site.span;
  const middle = Math.round((fromMs + toMs) / 2 / 60_000) * 60_000;
  for (const span of [
    { fromMs, toMs: middle },
    { fromMs: middle, toMs },
  ]) {
    await preview.openDashboard({ from: String(span.fromMs), to: String(span.toMs) });
    const starts = await recordedEvents(site.prometheus, span, START.total, START.readyAt);
    await expectNumber(preview.figure('coldstart', 'Starts'), starts.length);
    const cost = await site.prometheus.total(COST.byModel, span);
    await expectNumber(preview.figure('tokencost', 'Cost in range'), cost);
  }
});

test('dragging over a chart zooms all panels, and back returns', async ({ preview, page, site }) => {
  await preview.openDashboard();
  const plot = preview.panel('replicas').locator('.u-over');
  await expect(plot).toBeVisible();
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error('the chart has no size');
  }
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 5 });
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(new RegExp(`from=${site.span.fromMs}`));
  const zoomed = new URL(page.url()).searchParams;
  const [fromMs, toMs] = [Number(zoomed.get('from')), Number(zoomed.get('to'))];
  const length = site.span.toMs - site.span.fromMs;
  // To 2 % of the range: the chart is drawn in whole pixels.
  expect(Math.abs(fromMs - (site.span.fromMs + 0.5 * length))).toBeLessThan(0.02 * length);
  expect(Math.abs(toMs - (site.span.fromMs + 0.9 * length))).toBeLessThan(0.02 * length);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`from=${site.span.fromMs}`));
});

for (const theme of ['dark', 'light'] as const) {
  test(`draws all panels in the ${theme} theme`, async ({ preview, page }) => {
    await preview.openDashboard({ theme });
    for (const name of ['replicas', 'flapping', 'coldstart', 'failover', 'tokencost'] as const) {
      const panel = preview.panel(name);
      await panel.scrollIntoViewIfNeeded();
      await expect(panel.locator('canvas').first()).toBeVisible();
    }
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 0] = (background.match(/\d+/g) ?? []).map(Number);
    expect(red < 128 ? 'dark' : 'light').toBe(theme);
  });
}

test('the theme can be switched and stays', async ({ preview, page }) => {
  await preview.openDashboard({ theme: 'dark' });
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toBeVisible();
  await preview.openFleet();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toBeVisible();
});

test('a refresh interval asks again by itself', async ({ preview, page }) => {
  let asked = 0;
  page.on('request', (request) => {
    asked += askedFor(request).includes(REPLICAS.ready) ? 1 : 0;
  });
  await preview.openDashboard({ from: 'now-15m', to: 'now', refresh: '5s' });
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
});

/** The expression that a request asks Prometheus for; empty for other requests. */
function askedFor(request: Request): string {
  return new URL(request.url()).searchParams.get('query') ?? '';
}
