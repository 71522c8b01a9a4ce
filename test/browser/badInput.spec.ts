import { expect, test } from './support/test';
import { startBarePrometheus } from './support/bare';

const PANELS = ['replicas', 'flapping', 'coldstart', 'failover', 'tokencost'] as const;

test.describe('a query that fails', () => {
  test.use({ provoked: /422/ });

  test('each panel that showed data says what failed, and recovers', async ({ preview, page }) => {
    await preview.openDashboard();
    for (const name of PANELS) {
      await expect(preview.panel(name).locator('canvas').first()).toBeVisible();
    }
    const error = { status: 'error', errorType: 'execution', error: 'query processing would load too many samples' };
    await page.route('**/prom/api/v1/query**', (route) => route.fulfill({ status: 422, json: error }));
    await preview.refresh();
    for (const name of PANELS) {
      await expect(preview.status(name, 'error')).toContainText('query processing would load too many samples');
    }
    await page.unroute('**/prom/api/v1/query**');
    await preview.refresh();
    for (const name of PANELS) {
      await expect(preview.panel(name).locator('canvas').first()).toBeVisible();
    }
  });
});

test('a workload that vanished is named as such', async ({ preview }) => {
  await preview.openDashboard({ 'var-workload': 'gone' });
  for (const name of PANELS) {
    await expect(preview.status(name, 'empty')).toContainText('not known in this time range');
    await expect(preview.status(name, 'empty')).toContainText('gone');
  }
});

test('a time range without data is told', async ({ preview }) => {
  await preview.openDashboard({ from: String(Date.UTC(2020, 0, 1)), to: String(Date.UTC(2020, 0, 2)) });
  for (const name of PANELS) {
    await expect(preview.status(name, 'empty')).toContainText('in this time range');
  }
});

test('fleet-blank-when-scrapes-fail: data that ended are shown as ended, and never as good', async ({
  preview,
  page,
  site,
}) => {
  const endedAtMs = site.span.toMs - 10 * 60_000;
  await page.route('**/prom/api/v1/query_range**', async (route) => {
    const answer: RangeAnswer = await (await route.fetch()).json();
    for (const series of answer.data?.result ?? []) {
      series.values = series.values.filter(([seconds]) => seconds * 1000 <= endedAtMs);
    }
    await route.fulfill({ json: answer });
  });
  await preview.openDashboard();
  const clock = new Date(endedAtMs).toISOString().slice(11, 15);
  await expect(preview.panel('replicas')).toContainText(`Data ended ${clock}`);
  const verdicts = preview.panel('flapping').getByRole('row').locator('[role=cell]:first-child');
  await expect(verdicts.first()).toBeVisible();
  for (const text of await verdicts.allInnerTexts()) {
    expect(text).toContain(`data ended ${clock}`);
  }
  for (const name of ['coldstart', 'failover'] as const) {
    await expect(preview.figure(name, 'Data ended')).toContainText(clock);
    await expect(preview.panel(name).getByLabel('as it should be', { exact: true })).toHaveCount(0);
  }
  await expect(preview.panel('tokencost').getByRole('note').first()).toContainText(`Data ended ${clock}`);
});

interface RangeAnswer {
  readonly data?: { readonly result: Array<{ values: Array<[seconds: number, value: string]> }> };
}

test('a Prometheus without the rules: panels say what to load', async ({ preview }) => {
  const bare = await startBarePrometheus();
  try {
    await preview.openDashboard({ from: 'now-15m', to: 'now' }, bare.preview);
    for (const name of PANELS) {
      await expect(preview.status(name, 'empty')).toContainText('rules are not loaded');
      await expect(preview.status(name, 'empty')).toContainText('alerts/rules');
    }
  } finally {
    await bare.stop();
  }
});

test.describe('no Prometheus', () => {
  // Grafana's proxy answers 502 for queries, and 503 for the rules.
  test.use({ provoked: /50[23]/ });

  test('panels say that nobody answers, and who', async ({ preview, page }) => {
    const bare = await startBarePrometheus();
    try {
      await preview.openDashboard({ from: 'now-15m', to: 'now' }, bare.preview);
      await expect(preview.status('replicas', 'empty')).toBeVisible();
      await bare.stopPrometheus();
      await preview.refresh();
      for (const name of PANELS) {
        await expect(preview.status(name, 'error')).toContainText('does not answer');
      }
      await page.reload();
      for (const name of PANELS) {
        await expect(preview.status(name, 'error')).toContainText('does not answer');
      }
    } finally {
      await bare.stop();
    }
  });
});
