/** @jest-environment node */
import { TOKEN_KINDS } from '../../../vocabulary';
import { parsePrices } from './priceFile';
import { costOf, PRICE_KINDS, type PriceKind, type Prices, pricesOf, PriceTable } from './prices';
import { totalOf } from '../usage';

const table = new PriceTable(
  parsePrices(
    'prices.csv',
    [
      'provider,model,input,cache_read,cache_write_5m,cache_write_1h,output,tier_above_input_tokens,tier_input,tier_output,effective_from',
      'p,flat,2,1,,,10,,,,',
      'p,cut,2,,,,8,,,,2025-06-10',
      'p,cut,10,,,,40,,,,',
      'p,cut,1,,,,4,,,,2027-01-01',
      'p,announced,1,,,,4,,,,2027-01-01',
      'p,tiered,1,0.1,1.25,2,5,1000,2,9,',
      'p,dated-2024-08-06,7,,,,7,,,,',
      'p,dated,3,,,,3,,,,',
      'p,always-latest,4,,,,4,,,,',
      'p,q/served,5,,,,5,,,,',
      'local,*,0,,,,0,,,,',
      'local,special,6,,,,6,,,,',
    ].join('\n')
  )
);

function tokens(input: number, cacheRead: number, cacheWrite: number, cacheWriteHour: number, output: number) {
  return { input, cache_read: cacheRead, cache_write: cacheWrite, cacheWriteHour, output, reasoning: 0 };
}

describe('PriceTable', () => {
  it.each([
    ['its own name', 'p', 'flat', 2],
    ['a dated model that has a price of its own', 'p', 'dated-2024-08-06', 7],
    ['a dated model that has none', 'p', 'dated-2025-01-01', 3],
    ['a date without dashes', 'p', 'dated-20250101', 3],
    ['a date as Vertex writes it', 'p', 'dated@20250101', 3],
    ['the name of the latest version', 'p', 'flat-latest', 2],
    ['a model that is only known by such a name', 'p', 'always-latest', 4],
    ['a name as Gemini lists it', 'p', 'models/flat', 2],
    ['a dated name as Gemini lists it', 'p', 'models/dated-2025-01-01', 3],
    ['its own provider in front', 'p', 'p/flat', 2],
    ['another provider in front, with a price of its own', 'p', 'q/served', 5],
    ['another provider in front: who resells sets the price', 'p', 'q/flat', undefined],
    ['a short date: such versions had other prices', 'p', 'flat-0613', undefined],
    ['a longer name', 'p', 'flat-mini', undefined],
    ['a shorter name', 'p', 'fla', undefined],
    ['another case', 'p', 'Flat', undefined],
    ['any model of a provider', 'local', 'llama3.1:8b', 0],
    ['a model before any model', 'local', 'special', 6],
    ['a provider that is not there', 'q', 'flat', undefined],
    ['a name from the depths of the language', 'p', '__proto__', undefined],
    ['a provider from the depths of the language', 'constructor', 'flat', undefined],
    ['no name', 'p', '', undefined],
  ])('knows the price by %s', (_, provider, model, input) => {
    expect(table.find(provider, model, '2026-01-01')?.prices.input).toBe(input);
  });

  it.each([
    ['the day before a price changes', 'cut', '2025-06-09', 10],
    ['the day it changes', 'cut', '2025-06-10', 2],
    ['a day on which the next is only announced', 'cut', '2026-12-31', 2],
    ['a day long after', 'cut', '2030-01-01', 1],
    ['a day before the first price', 'announced', '2026-12-31', undefined],
  ])('knows the price of %s', (_, model, day, input) => {
    expect(table.find('p', model, day)?.prices.input).toBe(input);
  });
});

describe('pricesOf', () => {
  const row = table.find('p', 'tiered', '2026-01-01');

  it.each([
    ['at the bound of a tier', 1000, { input: 1, cache_read: 0.1, cache_write_5m: 1.25, cache_write_1h: 2, output: 5 }],
    ['above it, where a kind without a price of the tier has none', 1001, { input: 2, output: 9 }],
  ])('%s', (_, inputTokens, prices) => {
    expect(row && pricesOf(row, inputTokens)).toEqual(prices);
  });
});

describe('costOf', () => {
  const all: Prices = { input: 2, cache_read: 1, cache_write_5m: 4, cache_write_1h: 8, output: 16 };
  it.each([
    [
      'every kind at its own price',
      tokens(1e6, 1e6, 2e6, 1e6, 1e6),
      all,
      { input: 2, cache_read: 1, cache_write: 12, output: 16 },
      0,
    ],
    [
      'writes without a split are all short ones',
      tokens(0, 0, 3e6, 0, 0),
      { cache_write_5m: 4 },
      { cache_write: 12 },
      0,
    ],
    [
      'writes for an hour have no price where only that of five minutes is known',
      tokens(0, 0, 3e6, 1e6, 0),
      { cache_write_5m: 4 },
      { cache_write: 8 },
      1e6,
    ],
    ['and the other way round', tokens(0, 0, 3e6, 1e6, 0), { cache_write_1h: 8 }, { cache_write: 8 }, 2e6],
    [
      'a kind without a price is unpriced, not free',
      tokens(1e6, 500, 7, 3, 1e6),
      { input: 2, output: 10 },
      { input: 2, output: 10 },
      507,
    ],
    ['no prices at all', tokens(1, 2, 3, 1, 4), undefined, {}, 10],
    ['free', tokens(5, 0, 0, 0, 5), { input: 0, output: 0 }, { input: 0, output: 0 }, 0],
    ['a single token', tokens(1, 0, 0, 0, 0), { input: 0.15 }, { input: 1.5e-7 }, 0],
  ])('%s', (_, used, prices, usd, unpricedTokens) => {
    expect(costOf(used, prices)).toEqual({ usd, unpricedTokens });
  });

  it('adds up over kinds, is never negative, and prices each token or counts it as unpriced', () => {
    let state = 42;
    const random = (below: number) => (state = (state * 16807) % 2147483647) % below;
    for (let round = 0; round < 2000; round++) {
      const write = random(5000);
      const used = tokens(random(300_000), random(300_000), write, random(write + 1), random(50_000));
      const prices = Object.fromEntries(
        PRICE_KINDS.filter(() => random(3) > 0).map((kind) => [kind, random(10_000) / 100])
      );
      const amounts: Record<PriceKind, number> = {
        input: used.input,
        cache_read: used.cache_read,
        cache_write_5m: used.cache_write - used.cacheWriteHour,
        cache_write_1h: used.cacheWriteHour,
        output: used.output,
      };
      const priced = PRICE_KINDS.filter((kind) => kind in prices);
      const { usd, unpricedTokens } = costOf(used, prices);
      const total = Object.values(usd).reduce((sum, each) => sum + each, 0);
      expect(total).toBeCloseTo(priced.reduce((sum, kind) => sum + amounts[kind] * prices[kind], 0) / 1e6, 9);
      expect(Object.values(usd).every((each) => each >= 0)).toBe(true);
      expect(unpricedTokens + priced.reduce((sum, kind) => sum + amounts[kind], 0)).toBe(totalOf(used));

      // Kind by kind, each alone, costs the same as all at once.
      const alone = TOKEN_KINDS.map((kind) => {
        const only = { ...tokens(0, 0, 0, 0, 0), [kind]: used[kind] };
        return costOf(kind === 'cache_write' ? { ...only, cacheWriteHour: used.cacheWriteHour } : only, prices);
      });
      expect(alone.reduce((sum, each) => sum + each.unpricedTokens, 0)).toBe(unpricedTokens);
      TOKEN_KINDS.forEach((kind, index) => expect(alone[index].usd[kind]).toEqual(usd[kind]));
    }
  });
});
