import { COST, REPLICAS, START } from '../browser/support/metrics';
import { expectNumber } from '../browser/support/numbers';
import { Prometheus, recordedEvents } from '../browser/support/prometheus';
import { chromium } from '../browser/support/chromium';
import { expect, test as base } from '@playwright/test';

const APP = 'elastiscope-llm-app';
const PANELS = ['replicas', 'flapping', 'coldstart', 'failover', 'tokencost'].map(
  (name) => `elastiscope-${name}-panel`
);
const TITLES = ['Replicas against load', 'Flapping', 'Cold starts', 'Failovers', 'Token cost'];
const MINUTE_MS = 60_000;

const test = base.extend<object, { grafana: string }>({
  launchOptions: [async ({}, use) => use(await chromium()), { scope: 'worker' }],
  grafana: [async ({}, use) => use(process.env.GRAFANA_URL ?? ''), { scope: 'worker' }],
});

async function settings(grafana: string) {
  return (await fetch(`${grafana}/api/frontend/settings`)).json();
}

/** The data source as Grafana reaches it. */
async function prometheusOf(grafana: string): Promise<Prometheus> {
  const { datasources } = await settings(grafana);
  const found: Array<{ uid: string; type: string }> = Object.values(datasources);
  const { uid } = found.find(({ type }) => type === 'prometheus') ?? { uid: 'none' };
  return new Prometheus(`${grafana}/api/datasources/proxy/uid/${uid}`);
}

test('knows the app, enabled, and its five panels', async ({ grafana }) => {
  const { panels, apps } = await settings(grafana);
  expect(Object.keys(apps)).toContain(APP);
  expect(Object.keys(panels)).toEqual(expect.arrayContaining(PANELS));
  const { enabled } = await (await fetch(`${grafana}/api/plugins/${APP}/settings`)).json();
  expect(enabled).toBe(true);
});

test('the provisioned dashboard shows what Prometheus has, without an error', async ({ grafana, page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const toMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  const span = { fromMs: toMs - 20 * MINUTE_MS, toMs };
  await page.goto(`${grafana}/d/elastiscope-workload?from=${span.fromMs}&to=${toMs}&refresh=`);
  for (const title of TITLES) {
    const panel = page.getByTestId(`data-testid Panel header ${title}`);
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.locator('canvas').first()).toBeVisible();
  }
  const prometheus = await prometheusOf(grafana);
  const figure = (panel: string, label: string) =>
    page.getByTestId(`data-testid Panel header ${panel}`).getByTestId(`figure-${label}`).locator('dd').first();
  const starts = await recordedEvents(prometheus, span, START.total, START.readyAt);
  await expectNumber(figure('Cold starts', 'Starts'), starts.length);
  await expectNumber(figure('Token cost', 'Cost in range'), await prometheus.total(COST.byModel, span));
  expect(errors).toEqual([]);
});

test('the fleet page lists every workload and leads to its dashboard', async ({ grafana, page }) => {
  await page.goto(`${grafana}/a/${APP}/fleet`);
  const known = await (await prometheusOf(grafana)).query(REPLICAS.current, Date.now());
  expect(known.length).toBeGreaterThan(0);
  for (const { labels } of known) {
    await expect(page.getByRole('link', { name: labels.workload, exact: true })).toBeVisible();
  }
  const workload = known[0]?.labels.workload ?? '';
  await page.getByRole('link', { name: workload, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/d/elastiscope-workload.*var-workload=${workload}`));
  await expect(
    page.getByTestId('data-testid Panel header Replicas against load').locator('canvas').first()
  ).toBeVisible();
});
