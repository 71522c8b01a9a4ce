import { expect, type Locator } from '@playwright/test';

export interface Tooltip {
  readonly timeMs: number;
  /** Values as shown, by label. */
  readonly rows: ReadonlyMap<string, string>;
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Points at a chart, at a share of its width, and reads its tooltip. The page's time zone is UTC. */
export async function hoverChart(panel: Locator, share: number): Promise<Tooltip> {
  const plot = panel.locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error('the panel has drawn no chart');
  }
  const time = panel.page().getByText(TIME);
  await expect(async () => {
    // Twice, because a chart that was just drawn anew has not seen the pointer come in.
    await plot.hover({ position: { x: box.width * share - 2, y: box.height / 2 } });
    await plot.hover({ position: { x: box.width * share, y: box.height / 2 } });
    await expect(time).toBeVisible({ timeout: 1000 });
  }).toPass();
  const lines = (await time.locator('..').innerText()).split('\n').map((line) => line.trim());
  const [first = '', ...rest] = lines.filter((line) => line !== '');
  const rows = new Map<string, string>();
  for (let i = 0; i + 1 < rest.length; i += 2) {
    rows.set(rest[i] ?? '', rest[i + 1] ?? '');
  }
  return { timeMs: Date.parse(`${first.replace(' ', 'T')}Z`), rows };
}
