import type { Series } from '../samples';
import { compareWithBudget, monthOutlook, projectMonthEnd } from './outlook';

const NOON = Date.parse('2026-11-16T00:00:00Z'); // 15 of 30 days are over

function of(workload: string, ...values: Array<number | null>): Series {
  const times = values.map((_, i) => NOON - (values.length - 1 - i) * 60_000);
  return { labels: { cluster: 'c', namespace: 'n', workload }, times, values };
}

describe('projectMonthEnd', () => {
  it.each([
    ['half of the month cost half of the end', 50, NOON, 100],
    ['at the first moment nothing is known but what was spent', 0, Date.parse('2026-11-01T00:00:00Z'), 0],
    ['a February is shorter', 28, Date.parse('2027-02-15T00:00:00Z'), 56],
  ])('%s', (_, spent, at, end) => {
    expect(projectMonthEnd(spent, at)).toBeCloseTo(end, 9);
  });
});

describe('compareWithBudget', () => {
  const figures = { atMs: NOON, spentUsd: 60, forecastUsd: 120, budgetUsd: 100 };

  it('says when a budget that will not hold runs out', () => {
    // 60 USD in 360 hours left; the missing 40 USD are gone after two thirds of them, 10 days.
    expect(compareWithBudget(figures)).toEqual({
      budgetUsd: 100,
      spentUsd: 60,
      usedRatio: 0.6,
      forecastUsd: 120,
      verdict: 'over',
      overByUsd: 20,
      runsOutMs: Date.parse('2026-11-26T00:00:00Z'),
    });
  });

  it.each([
    ['below the budget', { forecastUsd: 99 }, 'within', 0],
    ['exactly at the budget', { forecastUsd: 100 }, 'within', 0],
    ['above the budget already', { spentUsd: 101, forecastUsd: 150 }, 'used_up', 50],
    ['exactly spent', { spentUsd: 100, forecastUsd: 150 }, 'used_up', 50],
    ['spent, with a forecast that lags behind', { spentUsd: 130, forecastUsd: 120 }, 'used_up', 30],
    ['nothing spent of no budget', { spentUsd: 0, forecastUsd: 0, budgetUsd: 0 }, 'within', 0],
  ])('%s', (_, change, verdict, overByUsd) => {
    const outlook = compareWithBudget({ ...figures, ...change });
    expect(outlook).toMatchObject({ verdict, overByUsd, runsOutMs: undefined });
    expect(outlook.usedRatio).not.toBeNaN();
  });
});

describe('monthOutlook', () => {
  it('adds workloads up, and compares only those that have a budget', () => {
    const outlook = monthOutlook({
      monthToDate: [of('a', 30), of('b', 500)],
      forecast: [of('a', 70), of('b', 900)],
      budget: [of('a', 100)],
    });
    expect(outlook).toMatchObject({ atMs: NOON, spentUsd: 530, forecastUsd: 970, workloadsWithoutBudget: 1 });
    expect(outlook?.budget).toMatchObject({ budgetUsd: 100, spentUsd: 30, forecastUsd: 70, verdict: 'within' });
  });

  it('budget-sum: never hides a workload that is over behind one that is not', () => {
    const outlook = monthOutlook({
      monthToDate: [of('a', 900), of('b', 10), of('c', 60)],
      forecast: [of('a', 1800), of('b', 20), of('c', 120)],
      budget: [of('a', 100), of('b', 5000), of('c', 100)],
    });
    expect(outlook?.budget).toMatchObject({ verdict: 'used_up', workloads: 3, usedRatio: 9, overByUsd: 1720 });
    expect(outlook?.budget?.over.map(({ workload, verdict }) => [workload.workload, verdict])).toEqual([
      ['a', 'used_up'],
      ['c', 'over'],
    ]);
    expect(outlook?.budget?.runsOutMs).toBe(Date.parse('2026-11-26T00:00:00Z'));
  });

  it('has no verdict without a budget', () => {
    const outlook = monthOutlook({ monthToDate: [of('a', 30)], forecast: [of('a', 70)], budget: [] });
    expect(outlook?.budget).toBeUndefined();
    expect(outlook?.workloadsWithoutBudget).toBe(1);
  });

  it('takes the last number of a series, whatever gaps follow it', () => {
    const outlook = monthOutlook({ monthToDate: [of('a', 10, 20, null)], forecast: [of('a', 70)], budget: [] });
    expect(outlook).toMatchObject({ spentUsd: 20, atMs: NOON - 60_000 });
  });

  it('projects the month itself where no forecast is recorded', () => {
    expect(monthOutlook({ monthToDate: [of('a', 50)], forecast: [], budget: [] })?.forecastUsd).toBeCloseTo(100, 9);
  });

  it('leaves out the budget of a workload whose cost is unknown', () => {
    const outlook = monthOutlook({ monthToDate: [of('a', 5)], forecast: [], budget: [of('a', 10), of('gone', 1000)] });
    expect(outlook?.budget?.budgetUsd).toBe(10);
  });

  it('leaves out a workload that was last heard of in an earlier month', () => {
    const october: Series = { ...of('gone', 400), times: [Date.parse('2026-10-31T23:00:00Z')] };
    expect(monthOutlook({ monthToDate: [october, of('a', 5)], forecast: [], budget: [] })?.spentUsd).toBe(5);
    expect(monthOutlook({ monthToDate: [october], forecast: [], budget: [] })?.spentUsd).toBe(400);
  });

  it('knows nothing without cost', () => {
    expect(
      monthOutlook({ monthToDate: [of('a', null)], forecast: [of('a', 1)], budget: [of('a', 1)] })
    ).toBeUndefined();
  });
});
