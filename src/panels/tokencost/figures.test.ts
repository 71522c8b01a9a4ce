import { monthOutlook } from '../../elasticity/cost';
import { figures, warnings } from './figures';
import type { TokenCost } from './model';

const AT = Date.parse('2026-11-16T00:00:00Z');

function cost(change: Partial<TokenCost> = {}): TokenCost {
  return {
    range: { fromMs: AT - 3_600_000, toMs: AT },
    breakdown: { timesMs: [AT], groups: [], rest: undefined, totalUsd: 0.0123 },
    month: undefined,
    rangeBudgetUsd: undefined,
    tokens: new Map(),
    unpriced: undefined,
    endedAtMs: undefined,
    ...change,
  };
}

const series = (workload: string, value: number) => ({
  labels: { cluster: 'c', namespace: 'n', workload },
  times: [AT],
  values: [value],
});

/** The month of workloads: what each has spent, what it will, and its budget. */
function months(
  workloads: Record<string, [spentUsd: number, forecastUsd: number, budgetUsd?: number]>
): Partial<TokenCost> {
  const all = Object.entries(workloads);
  return {
    month: monthOutlook({
      monthToDate: all.map(([name, [spent]]) => series(name, spent)),
      forecast: all.map(([name, [, forecast]]) => series(name, forecast)),
      budget: all.flatMap(([name, [, , budget]]) => (budget === undefined ? [] : [series(name, budget)])),
    }),
    rangeBudgetUsd: 1,
  };
}

const month = (...figures: [spentUsd: number, forecastUsd: number, budgetUsd?: number]) => months({ w: figures });

const clock = (timeMs: number) => new Date(timeMs).toISOString().slice(11, 16);
const byLabel = (data: TokenCost) => Object.fromEntries(figures(data).map((figure) => [figure.label, figure]));

describe('figures', () => {
  it.each([
    ['a budget that holds', month(60, 90, 100), { tone: 'good', note: 'within budget' }],
    ['a budget that will not hold', month(60, 120, 100), { tone: 'bad', note: 'over by $20.00, runs out 26 Nov' }],
    ['a budget that is gone', month(130, 250, 100), { tone: 'bad', note: 'budget used up, over by $150.00' }],
  ])('judges %s', (_, change, expected) => {
    expect(byLabel(cost(change))['Month will end at']).toMatchObject(expected);
  });

  it('budget-sum: names the workload that is over, however little the others have spent', () => {
    const shown = byLabel(cost(months({ a: [900, 1800, 100], b: [10, 20, 5000], c: [60, 120, 100] })));
    expect(shown['Month will end at']).toMatchObject({
      tone: 'bad',
      note: 'n/a and 1 more: budget used up, over by $1,700',
    });
    expect(shown['3 budgets']).toMatchObject({ tone: 'bad', note: '900% used by the worst' });
  });

  it('is never good about data that ended, and says when they did', () => {
    const ended = cost({ ...month(60, 90, 100), endedAtMs: AT });
    expect(figures(ended).map(({ tone }) => tone)).not.toContain('good');
    expect(warnings(ended, clock)[0]).toMatch(/^Data ended 00:00/);
  });

  it('says how much of the budget is used, beyond all of it as well', () => {
    expect(byLabel(cost(month(60, 90, 100))).Budget).toMatchObject({ value: '$100.00', note: '60% used', ratio: 0.6 });
    expect(byLabel(cost(month(130, 250, 100))).Budget).toMatchObject({ note: '130% used', tone: 'bad' });
  });

  it('says how to set a budget where there is none, and judges nothing', () => {
    const shown = byLabel(cost(month(60, 90)));
    expect(shown.Budget).toMatchObject({ value: 'none', note: 'set budget_usd_per_month' });
    expect(shown['Month will end at'].tone).toBeUndefined();
  });

  it('names the UTC month that the figures are about', () => {
    expect(byLabel(cost(month(60, 90)))['November 2026'].value).toBe('$60.00');
  });

  it('shows a dash for what is not known', () => {
    const unknown = byLabel(cost({ breakdown: { timesMs: [], groups: [], rest: undefined, totalUsd: 0 } }));
    expect(unknown['Cost in range'].value).toBe('–');
    expect(unknown['Tokens in range'].value).toBe('–');
    expect(unknown['This month'].value).toBe('–');
  });

  it('adds tokens up and tells their kinds', () => {
    const tokens = new Map([
      ['input', 1_500_000],
      ['cache_read', 500_000],
    ] as const);
    expect(byLabel(cost({ tokens }))['Tokens in range']).toMatchObject({
      value: '2 Mil',
      note: 'in 1.50 Mil · cached 500 K',
    });
  });
});

describe('warnings', () => {
  it('says which tokens are in no cost', () => {
    const unpriced = { tokens: 1200, models: ['a', 'b', 'c', 'd', 'e'] };
    expect(warnings(cost({ unpriced }), clock)[0]).toMatch(/^1.20 K tokens of a, b, c and 2 more have no known price/);
  });

  it('says which cost is compared with no budget', () => {
    expect(warnings(cost(months({ a: [1, 2, 3], b: [1, 2] })), clock)).toEqual([
      '1 workload has no budget: its cost is shown, and compared with none.',
    ]);
  });

  it('is silent when there is nothing to know', () => {
    expect(warnings(cost(month(1, 2, 3)), clock)).toEqual([]);
  });
});
