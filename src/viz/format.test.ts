import { formatNumber } from './format';

describe('formatNumber', () => {
  it.each<[number | null | undefined, string | undefined, number | undefined, string]>([
    [12.345, 'reqps', undefined, '12.3 req/s'],
    [3, 'none', 0, '3'],
    [0, undefined, undefined, '0'],
    [null, 'reqps', undefined, '–'],
    [undefined, 'reqps', undefined, '–'],
  ])('%s in %s', (value, unit, decimals, text) => {
    expect(formatNumber(value, unit, decimals)).toBe(text);
  });
});
