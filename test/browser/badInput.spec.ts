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
  test.use({ provoked: /502/ });

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
