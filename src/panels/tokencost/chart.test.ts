import type { TokenCost } from './model';
import { costChart, legendCalcs } from './chart';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-16T12:00:00Z');

function cost(change: Partial<TokenCost> = {}): TokenCost {
  return {
    range: { fromMs: NOON, toMs: NOON + 3 * HOUR },
    breakdown: {
      timesMs: [NOON + HOUR, NOON + 2 * HOUR],
      groups: [
        { name: 'dear', totalUsd: 30, stepsUsd: [10, 20] },
        { name: 'cheap', totalUsd: 3, stepsUsd: [1, 2] },
      ],
      rest: { members: 4, totalUsd: 2, stepsUsd: [1, 1] },
      totalUsd: 35,
    },
    month: {
      atMs: NOON + 3 * HOUR,
      spentUsd: 300,
      forecastUsd: 600,
      budget: {
        budgetUsd: 720,
        spentUsd: 300,
        usedRatio: 300 / 720,
        forecastUsd: 600,
        verdict: 'within',
        overByUsd: 0,
        runsOutMs: undefined,
        workloads: 1,
        over: [],
      },
      workloadsWithoutBudget: 0,
    },
    rangeBudgetUsd: 3,
    tokens: new Map(),
    unpriced: undefined,
    endedAtMs: undefined,
    ...change,
  };
}

const valuesOf = (chart: ReturnType<typeof costChart>) =>
  Object.fromEntries(chart.series.map(({ label, values }) => [label, values]));

describe('costChart', () => {
  it('stacks the cost of each step, with what is put together on top', () => {
    const chart = costChart(cost(), 'interval', true);
    expect(chart.times).toEqual([NOON + HOUR, NOON + 2 * HOUR]);
    expect(valuesOf(chart)).toEqual({ dear: [10, 20], cheap: [1, 2], '4 others': [1, 1], Total: [12, 23] });
    expect(chart.series.filter(({ stack }) => stack !== undefined)).toHaveLength(3);
  });

  it('runs totals from nothing at the start of the range, and the budget on to its end', () => {
    const chart = costChart(cost(), 'cumulative', true);
    expect(chart.times).toEqual([NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR]);
    expect(valuesOf(chart)).toEqual({
      dear: [0, 10, 30, undefined],
      cheap: [0, 1, 3, undefined],
      '4 others': [0, 1, 2, undefined],
      Total: [0, 12, 35, undefined],
      'Budget, part of the range': [0, 1, 2, 3],
    });
  });

  it('compares a whole month with the whole budget, and shows the way to its end', () => {
    const month = { fromMs: Date.parse('2026-11-01T00:00:00Z'), toMs: Date.parse('2026-11-30T23:59:59.999Z') };
    expect(valuesOf(costChart(cost({ range: month }), 'cumulative', true))).toMatchObject({
      'Budget of the month': [720, 720, 720, 720, 720],
      Forecast: [undefined, undefined, undefined, 35, 600],
      dear: [undefined, 0, 10, 30, undefined],
    });
  });

  it.each([
    ['the reader does not want it', cost(), false],
    ['there is no budget', cost({ month: undefined }), true],
    [
      'some workloads have none',
      cost({ month: { ...cost().month, workloadsWithoutBudget: 1 } as TokenCost['month'] }),
      true,
    ],
  ])('draws no budget when %s', (_, data, showBudget) => {
    const keys = costChart(data, 'cumulative', showBudget).series.map(({ key }) => key);
    expect(keys).not.toContain('budget');
  });

  it('keeps the colour of a group when ranks change', () => {
    const colors = (data: TokenCost) =>
      costChart(data, 'interval', true)
        .series.map(({ label, color }) => [label, color])
        .sort();
    const { breakdown } = cost();
    expect(colors(cost({ breakdown: { ...breakdown, groups: [...breakdown.groups].reverse() } }))).toEqual(
      colors(cost())
    );
  });
});

it('legendCalcs does not add running totals up once more', () => {
  expect(legendCalcs('interval', ['sum', 'max'])).toEqual(['sum', 'max']);
  expect(legendCalcs('cumulative', ['sum', 'max'])).toEqual(['lastNotNull', 'max']);
});
