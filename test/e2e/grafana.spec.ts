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

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The first alert of the bundle, pending or firing, that the troubles of a living fleet raise. */
async function alertOfFleet(prometheus: Prometheus): Promise<Alert> {
  let found: Alert | undefined;
  await expect
    .poll(
      async () => {
        const { data } = await (await fetch(`${prometheus.url}/api/v1/alerts`)).json();
        found = data.alerts.find(({ labels }: Alert) => labels.bundle === 'elastiscope');
        return found;
      },
      { timeout: 5 * MINUTE_MS, intervals: [2000], message: 'the fleet raises an alert' }
    )
    .toBeDefined();
  if (!found) {
    throw new Error('polling ended without an alert');
  }
  return found;
}

test('the link of an alert opens the dashboard at its workload and time', async ({ grafana, page }) => {
  test.setTimeout(7 * MINUTE_MS);
  const { labels, annotations } = await alertOfFleet(await prometheusOf(grafana));
  const link = new URL(`${grafana}${annotations.dashboard_url}`);
  const fromMs = Number(link.searchParams.get('from'));
  expect(fromMs).toBeGreaterThan(Date.now() - 32 * 24 * 60 * MINUTE_MS);
  expect(fromMs).toBeLessThan(Date.now() - 2.9 * 60 * MINUTE_MS);

  const asked = page.waitForRequest(
    (request) => request.url().includes('/api/ds/query') && (request.postData() ?? '').includes(REPLICAS.current)
  );
  await page.goto(link.href);
  const { from, to, queries } = (await asked).postDataJSON();
  expect(from).toBe(String(fromMs));
  expect(Math.abs(Number(to) - Date.now())).toBeLessThan(MINUTE_MS);
  for (const { expr } of queries) {
    for (const label of ['cluster', 'namespace', 'workload']) {
      expect(expr).toContain(`${label}=~"${labels[label]}"`);
    }
  }
  await expect(
    page.getByTestId('data-testid Panel header Replicas against load').locator('canvas').first()
  ).toBeVisible();
});
