import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { chromium } from './chromium';
import { Prometheus, type Span } from './prometheus';

function fromSite(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: run the tests with npm run test:browser`);
  }
  return value;
}

/** The demo that `site.ts` brought up. */
export interface Site {
  readonly preview: string;
  readonly fleet: string;
  readonly prometheus: Prometheus;
  /** A stretch of the past, so that answers do not change while they are compared. */
  readonly span: Span;
}

type PanelName = 'replicas' | 'flapping' | 'coldstart' | 'failover' | 'tokencost';

/** The preview page. */
export class Preview {
  constructor(
    readonly page: Page,
    private readonly site: Site
  ) {}

  /** Opens the dashboard, over the site's stretch of time unless `query` says another. */
  async openDashboard(query: Readonly<Record<string, string>> = {}, preview = this.site.preview): Promise<void> {
    await this.open('/d/elastiscope-workload', query, preview);
  }

  async openFleet(query: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.open('/a/elastiscope-llm-app/fleet', query, this.site.preview);
  }

  private async open(path: string, query: Readonly<Record<string, string>>, preview: string): Promise<void> {
    const { fromMs, toMs } = this.site.span;
    const params = new URLSearchParams({ from: String(fromMs), to: String(toMs), refresh: '', ...query });
    await this.page.goto(`${preview}${path}?${params}`);
  }

  /** Presses the refresh button of the dashboard. */
  async refresh(): Promise<void> {
    await this.page.getByTestId('data-testid RefreshPicker run button').click();
  }

  panel(name: PanelName): Locator {
    return this.page.getByTestId(`panel elastiscope-${name}-panel`);
  }

  /** The number that a panel shows under a label. */
  figure(name: PanelName, label: string): Locator {
    return this.panel(name).getByTestId(`figure-${label}`).locator('dd').first();
  }

  /** What a panel says in place of its chart. */
  status(name: PanelName, kind: 'empty' | 'error'): Locator {
    return this.panel(name).getByTestId(`panel-status-${kind}`);
  }
}

interface Fixtures {
  readonly preview: Preview;
  /** Console errors that a test provokes; all others fail it. */
  readonly provoked: RegExp | undefined;
}

interface WorkerFixtures {
  readonly site: Site;
}

/** The published package has no fonts; Grafana's server has them. */
const FONTS = /\/public\/fonts\//;

export const test = base.extend<Fixtures, WorkerFixtures>({
  launchOptions: [async ({}, use) => use(await chromium()), { scope: 'worker' }],
  site: [
    async ({}, use) => {
      await use({
        preview: fromSite('SITE_PREVIEW'),
        fleet: fromSite('SITE_FLEET'),
        prometheus: new Prometheus(fromSite('SITE_PROMETHEUS')),
        span: { fromMs: Number(fromSite('SITE_FROM_MS')), toMs: Number(fromSite('SITE_TO_MS')) },
      });
    },
    { scope: 'worker' },
  ],
  provoked: [undefined, { option: true }],
  preview: async ({ page, site, provoked }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      const line = `${message.text()} (${message.location().url})`;
      if (message.type() === 'error' && !FONTS.test(line) && !provoked?.test(line)) {
        errors.push(line);
      }
    });
    await use(new Preview(page, site));
    expect(errors, 'errors in the console of the browser').toEqual([]);
  },
});

export { expect };
