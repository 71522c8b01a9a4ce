/** @jest-environment node */
import { costOf, findPrices, parsePrices } from './prices';
import { loadPrices } from './priceTable';

const HEAD =
  'provider,model,input,cache_read,cache_write_5m,cache_write_1h,output,tier_above_input_tokens,tier_input,tier_cache_read,tier_output,effective_from,source,note';
const table = parsePrices(
  'prices.csv',
  [
    HEAD,
    'p,flat,2,1,,,10,,,,,,checked 2026-01-02,',
    'p,cut,10,,,,40,,,,,,checked 2026-03-04,"before, the cut"',
    'p,cut,2,,,,8,,,,,2025-06-10,x,',
    'p,tiered,1,0.1,1.25,,5,1000,2,0.2,9,,x,',
    'p,dated-2024-08-06,7,,,,7,,,,,,x,',
    'p,dated,3,,,,3,,,,,,x,',
    'local,*,0,0,,,0,,,,,,self-hosted,',
  ].join('\n')
);
const tokens = (input: number, cacheRead: number, cacheWrite: number, output: number) => ({
  input,
  cache_read: cacheRead,
  cache_write: cacheWrite,
  cacheWriteHour: 0,
  reasoning: 0,
  output,
});

describe('findPrices', () => {
  it.each([
    ['exact', 'p', 'flat', 10, '2026-01-01', { input: 2, cache_read: 1, output: 10 }],
    ['the day before a price changes', 'p', 'cut', 10, '2025-06-09', { input: 10, output: 40 }],
    ['the day it changes', 'p', 'cut', 10, '2025-06-10', { input: 2, output: 8 }],
    [
      'at the bound of a tier',
      'p',
      'tiered',
      1000,
      '2026-01-01',
      { input: 1, cache_read: 0.1, cache_write: 1.25, output: 5 },
    ],
    [
      'above it all tokens take its prices',
      'p',
      'tiered',
      1001,
      '2026-01-01',
      { input: 2, cache_read: 0.2, output: 9 },
    ],
    ['a dated model of its own', 'p', 'dated-2024-08-06', 1, '2026-01-01', { input: 7, output: 7 }],
    ['a dated model without one', 'p', 'dated-2025-01-01', 1, '2026-01-01', { input: 3, output: 3 }],
    ['a date without dashes', 'p', 'dated-20250101', 1, '2026-01-01', { input: 3, output: 3 }],
    ['any model of a provider', 'local', 'llama3', 1, '2026-01-01', { input: 0, cache_read: 0, output: 0 }],
    ['an unknown model', 'p', 'flat-mini', 1, '2026-01-01', undefined],
    ['an unknown provider', 'q', 'flat', 1, '2026-01-01', undefined],
  ])('%s', (_, provider, model, input, day, expected) => {
    expect(findPrices(table, provider, model, input, day)).toEqual(expected);
  });
});

describe('costOf', () => {
  it.each([
    [
      'all kinds',
      tokens(1e6, 1e6, 0, 1e6),
      { input: 2, cache_read: 1, output: 10 },
      { input: 2, cache_read: 1, output: 10 },
      0,
    ],
    [
      'a kind without a price is unpriced, not free',
      tokens(1e6, 500, 7, 1e6),
      { input: 2, output: 10 },
      { input: 2, output: 10 },
      507,
    ],
    ['no prices at all', tokens(1, 2, 3, 4), undefined, {}, 10],
    ['free', tokens(5, 0, 0, 5), { input: 0, output: 0 }, { input: 0, output: 0 }, 0],
  ])('%s', (_, used, prices, usd, unpricedTokens) => {
    expect(costOf(used, prices)).toEqual({ usd, unpricedTokens });
  });
});

describe('parsePrices', () => {
  it('knows when the newest price was checked', () => {
    expect(table.checkedAt).toBe(Date.parse('2026-03-04T00:00:00Z') / 1000);
  });

  it.each([
    ['a column is missing', 'provider,model,input\np,m,1', 'mine.csv:1: column "output" is missing'],
    ['a price is no number', `${HEAD}\np,m,1$,,,,2,,,,,,x,`, 'mine.csv:2: input: "1$" is not a price'],
    ['a price is negative', `${HEAD}\np,m,1,,,,-2,,,,,,x,`, 'mine.csv:2: output: "-2" is not a price'],
    ['the file is empty', '', 'mine.csv:1: column "provider" is missing'],
  ])('says so when %s', (_, text, message) => {
    expect(() => parsePrices('mine.csv', text)).toThrow(message);
  });

  it('reads the shipped table', () => {
    const shipped = loadPrices(undefined);
    expect(shipped.rows.length).toBeGreaterThan(70);
    expect(findPrices(shipped, 'openai', 'gpt-4o-mini', 10, '2026-09-01')).toEqual({
      input: 0.15,
      cache_read: 0.075,
      output: 0.6,
    });
    expect(findPrices(shipped, 'ollama', 'llama3.1:8b', 10, '2026-09-01')).toEqual({
      input: 0,
      cache_read: 0,
      output: 0,
    });
  });
});
