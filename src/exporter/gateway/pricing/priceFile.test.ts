/** @jest-environment node */
import { parsePrices } from './priceFile';

const HEAD = 'provider,model,input,output';
const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

describe('parsePrices', () => {
  it('reads every column', () => {
    const text =
      'note,source,effective_from,tier_output,tier_cache_write_1h,tier_cache_write_5m,tier_cache_read,tier_input,' +
      'tier_above_input_tokens,output,cache_write_1h,cache_write_5m,cache_read,input,model,provider\n' +
      '"a, note",price list 2026-08-21,2026-07-01,11,10,9,8,7,200000,5,4,3,2,1,m,p\n';
    expect(parsePrices('mine.csv', text)).toEqual([
      {
        provider: 'p',
        model: 'm',
        effectiveFrom: '2026-07-01',
        checkedAt: seconds('2026-08-21'),
        prices: { input: 1, cache_read: 2, cache_write_5m: 3, cache_write_1h: 4, output: 5 },
        tier: {
          aboveInputTokens: 200_000,
          prices: { input: 7, cache_read: 8, cache_write_5m: 9, cache_write_1h: 10, output: 11 },
        },
      },
    ]);
  });

  it('needs no more than who, what, input and output', () => {
    expect(parsePrices('mine.csv', `${HEAD}\np , m,  .5,`)).toEqual([
      { provider: 'p', model: 'm', effectiveFrom: '', checkedAt: undefined, prices: { input: 0.5 }, tier: undefined },
    ]);
  });

  it('may have no rows', () => {
    expect(parsePrices('mine.csv', HEAD)).toEqual([]);
  });

  it.each([
    ['the newest day in its source', 'a 2026-07-24; b 2026-08-21; c 2026-08-05', '2026-09-01', '2026-08-21'],
    ['else the day from which it holds', 'the price list', '2026-09-01', '2026-09-01'],
    ['what looks like a day but is none does not count', 'build 2026-99-99', '', undefined],
    ['nothing', 'self-hosted', '', undefined],
  ])('says when a row was checked: %s', (_, source, effectiveFrom, day) => {
    const [row] = parsePrices('mine.csv', `${HEAD},effective_from,source\np,m,1,2,${effectiveFrom},${source}`);
    expect(row.checkedAt).toBe(day === undefined ? undefined : seconds(day));
  });

  it.each([
    ['is empty', '', 'mine.csv:1: provider: column is missing'],
    ['lacks a column', 'provider,model,input\np,m,1', 'mine.csv:1: output: column is missing'],
    ['has a column nobody knows', `${HEAD},cache_raed\n`, 'mine.csv:1: cache_raed: unknown column; did you mean cache_read?'],
    ['is separated by semicolons', 'provider;model;input;output\n', 'unknown column; known are provider, model, input'],
    ['has a column twice', `${HEAD},input\n`, 'mine.csv:1: input: the column is there twice'],
    ['is no table at all', '\u007fELF\u0001', 'mine.csv:1:  ELF : unknown column'],
    ['has a row that is too short', `${HEAD}\np,m,1`, 'mine.csv:2: has 3 fields and the first line 4'],
    ['has a row that is too long', `${HEAD}\n\np,m,1,000,2`, 'mine.csv:3: has 5 fields and the first line 4'],
    ['names no provider', `${HEAD}\n,m,1,2`, 'mine.csv:2: provider: is empty; name it'],
    ['names no model', `${HEAD}\np, ,1,2`, 'mine.csv:2: model: is empty; name it'],
    ['has a price in another spelling', `${HEAD}\np,m,1$,2`, 'mine.csv:2: input: "1$" is not a price; use USD per million'],
    ['has a negative price', `${HEAD}\np,m,1,-2`, 'mine.csv:2: output: "-2" is not a price'],
    ['has a price that is no number', `${HEAD}\np,m,NaN,2`, 'mine.csv:2: input: "NaN" is not a price'],
    ['has a price without end', `${HEAD}\np,m,Infinity,2`, 'mine.csv:2: input: "Infinity" is not a price'],
    ['has a price beyond numbers', `${HEAD}\np,m,1e309,2`, 'mine.csv:2: input: "1e309" is not a price'],
    ['has a price beyond reason', `${HEAD}\np,m,1,1000001`, 'mine.csv:2: output: "1000001" is not a price'],
    ['has a hexadecimal price', `${HEAD}\np,m,0x10,2`, 'mine.csv:2: input: "0x10" is not a price'],
    ['begins a price on no day', `${HEAD},effective_from\np,m,1,2,2026-02-30`, 'mine.csv:2: effective_from: "2026-02-30" is not a day'],
    ['begins a price in another form', `${HEAD},effective_from\np,m,1,2,1.9.2026`, 'effective_from: "1.9.2026" is not a day; use e.g. 2026-08-21'],
    ['has two prices of one day', `${HEAD}\np,m,1,2\nq,m,1,2\np,m,3,4`, 'mine.csv:4: effective_from: line 2 has the same provider, model and day'],
    ['has a tier without a bound', `${HEAD},tier_input\np,m,1,2,3`, 'mine.csv:2: tier_above_input_tokens: is empty, but there are prices above it'],
    ['has a bound without a tier', `${HEAD},tier_above_input_tokens\np,m,1,2,3`, 'mine.csv:2: tier_above_input_tokens: has no prices above it'],
    ['has a bound that is no number', `${HEAD},tier_above_input_tokens,tier_input\np,m,1,2,200k,1`, 'tier_above_input_tokens: "200k" is not a number of tokens'],
    ['has a quote that never ends', `${HEAD}\np,m,1,2\np,"m,1,2\n`, 'mine.csv:3: a quote is opened and never closed'],
  ])('says where and what to do when the file %s', (_, text, message) => {
    expect(() => parsePrices('mine.csv', text)).toThrow(message);
  }); // prettier-ignore

  it('does not repeat megabytes of nonsense', () => {
    const nonsense = 'x'.repeat(3_000_000);
    for (const text of [nonsense, `${HEAD}\np,m,${nonsense},1`]) {
      expect(() => parsePrices('mine.csv', text)).toThrow(/^.{1,400}$/);
    }
  });
});
