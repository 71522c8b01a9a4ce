import { encodeSeries, encodeValues } from './encode';
import { UNSCRAPED, type Value } from './source';

const scrapes =
  (...values: readonly Value[]) =>
  (seconds: number) =>
    values[seconds / 15];

describe('values in the notation of promtool', () => {
  it.each<[string, readonly Value[], string]>([
    ['different ones', [1, 2, 3.5], '1 2 3.5'],
    ['equal ones in a row, counted once and so many times more', [2, 2, 2, 7], '2x2 7'],
    ['a series that begins later', [undefined, undefined, 4], '_x2 4'],
    ['a series that ends, marked once', [4, undefined, undefined], '4 stale _'],
    ['a series that ends and comes back', [4, undefined, 5], '4 stale 5'],
    ['a pause of Prometheus, not marked', [4, UNSCRAPED, UNSCRAPED, 5], '4 _x2 5'],
    ['a series that ended during a pause, not marked any more', [4, UNSCRAPED, undefined], '4 _x2'],
    ['what a broken source says', [NaN, Infinity, -Infinity, -3], 'NaN Inf -Inf -3'],
  ])('of %s', (_name, values, text) => {
    expect(encodeValues(scrapes(...values), (values.length - 1) * 15)).toBe(text);
  });

  it('name a series by its labels in one order, quotes escaped', () => {
    expect(encodeSeries('up', { job: 'a "b"', cluster: 'c' })).toBe('up{cluster="c", job="a \\"b\\""}');
  });
});
