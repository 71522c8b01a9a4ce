import { stackBands, stackColumns } from './stack';

const SERIES = [
  { key: 'input', stack: 'cost', values: [1, 2, null] },
  { key: 'budget', values: [9, 9, 9] },
  { key: 'output', stack: 'cost', values: [10, null, 30] },
  { key: 'cache', stack: 'cost', values: [100, 200, 300] },
  { key: 'other', stack: 'tokens', values: [5, 5, 5] },
];

describe('stacks', () => {
  it('add up from the first series, gaps adding nothing', () => {
    expect(stackColumns(SERIES, new Set())).toEqual([
      [1, 2, null],
      [9, 9, 9],
      [11, null, 30],
      [111, 202, 330],
      [5, 5, 5],
    ]);
    expect(stackBands(SERIES, new Set())).toEqual([
      [2, 0],
      [3, 2],
    ]);
  });

  it('close up over a series that the legend has hidden', () => {
    const hidden = new Set(['output']);
    expect(stackColumns(SERIES, hidden)[3]).toEqual([101, 202, 300]);
    expect(stackBands(SERIES, hidden)).toEqual([[3, 0]]);
  });
});
