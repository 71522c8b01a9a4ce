import { defineConfig } from '@playwright/test';
import { findGrafana } from '../../demo/launch/grafana';

/** Whether there is a Grafana to test in: one that runs (GRAFANA_URL) or one that the demo can start. */
const isThere = Boolean(process.env.GRAFANA_URL) || findGrafana() !== undefined;

// Only in the main process: workers read this file as well.
if (!isThere && !process.env.TEST_WORKER_INDEX) {
  console.log(
    'End-to-end tests skipped: set GRAFANA_URL to a running Grafana with the plugin, or GRAFANA_HOME to an unpacked one.'
  );
}

export default defineConfig({
  testDir: '.',
  testMatch: isThere ? '*.spec.ts' : 'skipped.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: isThere ? './support/site.ts' : undefined,
  globalTimeout: 10 * 60_000,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: { viewport: { width: 1500, height: 1000 }, timezoneId: 'UTC', trace: 'retain-on-failure' },
});
