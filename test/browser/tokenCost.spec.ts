import { COST } from './support/metrics';
import { expectNumber } from './support/numbers';
import { expect, test } from './support/test';

test('adds cost and tokens of the range up to what Prometheus recorded', async ({ preview, site }) => {
  await preview.openDashboard();
  const cost = await site.prometheus.total(COST.byModel, site.span);
  expect(cost).toBeGreaterThan(0);
  await expectNumber(preview.figure('tokencost', 'Cost in range'), cost);
  await expectNumber(
    preview.figure('tokencost', 'Tokens in range'),
    await site.prometheus.total(COST.tokens, site.span)
  );
});

test('tells where the month stands and where it will end', async ({ preview, site }) => {
  await preview.openDashboard();
  const { toMs } = site.span;
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(toMs);
  const sum = (metric: string) => site.prometheus.value(`sum(${metric})`, toMs);
  await expectNumber(preview.figure('tokencost', month), Number(await sum(COST.monthToDate)));
  await expectNumber(preview.figure('tokencost', 'Month will end at'), Number(await sum(COST.monthForecast)));
});

test('breaks the cost down by team', async ({ preview, site }) => {
  await preview.openDashboard();
  const panel = preview.panel('tokencost');
  await panel.getByRole('radio', { name: 'Team' }).click({ force: true });
  const byTeam = await site.prometheus.recorded(COST.byTeam, site.span);
  const teams = [...new Set(byTeam.map(({ labels }) => String(labels.team)))];
  expect(teams.length).toBeGreaterThan(1);
  for (const team of teams) {
    const usd = await site.prometheus.total(`${COST.byTeam}{team="${team}"}`, site.span);
    const row = panel
      .getByRole('row')
      .filter({ hasText: team })
      .or(panel.getByRole('listitem').filter({ hasText: team }));
    await expect(row.first(), `the legend names ${team} (${usd} USD)`).toBeVisible();
  }
});
