import type { Series } from '../samples';
import { breakDownCost, cumulate, runningTimes } from './breakdown';

const RANGE = { fromMs: 0, toMs: 300 };
const byModel = (labels: Series['labels']) => labels.model ?? '';

function cost(model: string, values: Array<number | null>, times = values.map((_, i) => (i + 1) * 100)): Series {
  return { labels: { model }, times, values };
}

describe('breakDownCost', () => {
  it('orders groups by cost and adds everything up', () => {
    const result = breakDownCost([cost('cheap', [1, 2, 3]), cost('dear', [10, 20, 30])], byModel, RANGE, 5);
    expect(result).toEqual({
      timesMs: [100, 200, 300],
      groups: [
        { name: 'dear', stepsUsd: [10, 20, 30], totalUsd: 60 },
        { name: 'cheap', stepsUsd: [1, 2, 3], totalUsd: 6 },
      ],
      rest: undefined,
      totalUsd: 66,
    });
  });

  it('adds up series of one group, so that no workload is lost', () => {
    const result = breakDownCost([cost('a', [1, 2]), cost('a', [10, 20])], byModel, RANGE, 5);
    expect(result.groups).toEqual([{ name: 'a', stepsUsd: [11, 22], totalUsd: 33 }]);
  });

  it('counts no step that ended before the range, or ends after it', () => {
    const result = breakDownCost([cost('a', [1000, 1, 2, 1000], [0, 100, 300, 400])], byModel, RANGE, 5);
    expect(result.totalUsd).toBe(3);
    expect(result.timesMs).toEqual([100, 300]);
  });

  it('has a step wherever one group has a number, and no cost for the others there', () => {
    const result = breakDownCost([cost('a', [1, null, NaN]), cost('b', [null, 5, null])], byModel, RANGE, 5);
    expect(result.timesMs).toEqual([100, 200]);
    expect(result.groups.map(({ name, stepsUsd }) => [name, stepsUsd])).toEqual([
      ['b', [0, 5]],
      ['a', [1, 0]],
    ]);
  });

  it('puts the cheapest groups together and loses none of their cost', () => {
    const series = ['a', 'b', 'c', 'd', 'e'].map((model, i) => cost(model, [i + 1, 0, i + 1]));
    const result = breakDownCost(series, byModel, RANGE, 2);
    expect(result.groups.map((group) => group.name)).toEqual(['e', 'd']);
    expect(result.rest).toEqual({ members: 3, stepsUsd: [6, 0, 6], totalUsd: 12 });
    expect(result.totalUsd).toBe(30);
  });

  it('names a single group beyond the limit instead of calling it a rest', () => {
    const series = ['a', 'b', 'c'].map((model, i) => cost(model, [i + 1]));
    const result = breakDownCost(series, byModel, RANGE, 2);
    expect(result.groups.map((group) => group.name)).toEqual(['c', 'b', 'a']);
    expect(result.rest).toBeUndefined();
  });

  it('keeps a group that is named "other" apart from the rest', () => {
    const series = ['other', 'b', 'c', 'd'].map((model, i) => cost(model, [10 - i]));
    const result = breakDownCost(series, byModel, RANGE, 2);
    expect(result.groups.map((group) => group.name)).toEqual(['other', 'b']);
    expect(result.rest?.totalUsd).toBe(15);
  });

  it('knows no cost where there is no series', () => {
    expect(breakDownCost([], byModel, RANGE, 5)).toEqual({ timesMs: [], groups: [], rest: undefined, totalUsd: 0 });
  });
});

describe('cumulate', () => {
  const run = (ends: number[], steps: number[], fromMs = 0) => {
    const times = runningTimes(ends, fromMs);
    return times.timesMs.map((time, i) => [time, cumulate(steps, times)[i]]);
  };

  it.each([
    [
      'begins with nothing and ends at the sum',
      run([100, 200, 300], [1, 0, 2.5]),
      [
        [0, 0],
        [100, 1],
        [200, 1],
        [300, 3.5],
      ],
    ],
    [
      'begins where measuring began, not at the start of the range',
      run([500, 600], [1, 2]),
      [
        [400, 0],
        [500, 1],
        [600, 3],
      ],
    ],
    [
      'stays flat over a gap',
      run([100, 200, 500], [1, 1, 1]),
      [
        [0, 0],
        [100, 1],
        [200, 2],
        [400, 2],
        [500, 3],
      ],
    ],
    [
      'does not begin before the range',
      run([100, 200], [1, 1], 50),
      [
        [50, 0],
        [100, 1],
        [200, 2],
      ],
    ],
    [
      'takes a single step for the whole range',
      run([300], [7]),
      [
        [0, 0],
        [300, 7],
      ],
    ],
    ['is empty without steps', run([], []), []],
  ])('%s', (_, points, expected) => {
    expect(points).toEqual(expected);
  });
});
