import { alignSeries } from './align';

describe('alignSeries', () => {
  it('leaves series on one time axis as they are', () => {
    const times = [0, 10, 20];
    const values = [1, null, 3];
    const aligned = alignSeries([
      { times, values },
      { times: [...times], values: [4, 5, 6] },
    ]);
    expect(aligned.times).toBe(times);
    expect(aligned.columns).toEqual([
      [1, null, 3],
      [4, 5, 6],
    ]);
    expect(aligned.columns[0]).toBe(values);
  });

  it('merges different times in order, and does not break a line where another series has a sample', () => {
    expect(
      alignSeries([
        { times: [0, 60], values: [1, 2] },
        { times: [15, 60, 75], values: [3, 4, 5] },
      ])
    ).toEqual({
      times: [0, 15, 60, 75],
      columns: [
        [1, undefined, 2, undefined],
        [undefined, 3, 4, 5],
      ],
    });
  });

  it('breaks the line one step after the last sample before a gap', () => {
    expect(alignSeries([{ times: [0, 15, 60, 75], values: [1, 2, 3, 4], stepMs: 15 }])).toEqual({
      times: [0, 15, 30, 60, 75],
      columns: [[1, 2, null, 3, 4]],
    });
  });

  it('keeps the line of a series whole when only another one has a gap', () => {
    const [gap, whole] = alignSeries([
      { times: [0, 60], values: [1, 2], stepMs: 15 },
      { times: [0, 30, 60], values: [3, 4, 5], stepMs: 30 },
    ]).columns;
    expect(gap).toEqual([1, null, undefined, 2]);
    expect(whole).toEqual([3, undefined, 4, 5]);
  });

  it.each([
    ['a sample a little late', [0, 15, 35, 50]],
    ['even steps', [0, 15, 30, 45]],
  ])('sees no gap in %s', (_, times) => {
    expect(alignSeries([{ times, values: [1, 2, 3, 4], stepMs: 15 }]).times).toBe(times);
  });

  it('knows nothing of nothing', () => {
    expect(alignSeries([])).toEqual({ times: [], columns: [] });
  });
});
