/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPrices } from './priceTable';
import { pricesOf, type PriceTable } from './prices';

const folder = mkdtempSync(join(tmpdir(), 'elastiscope-prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(folder, 'mine.csv');
  writeFileSync(path, content);
  return path;
}

function prices(table: PriceTable, provider: string, model: string, day = '2026-09-01', inputTokens = 10) {
  const row = table.find(provider, model, day);
  return row && pricesOf(row, inputTokens);
}

describe('the shipped table', () => {
  const shipped = loadPrices(undefined);

  it.each([
    ['openai', 'gpt-4o-mini-2024-07-18', 10, { input: 0.15, cache_read: 0.075, output: 0.6 }],
    ['openai', 'text-embedding-3-small', 10, { input: 0.02 }],
    ['openai', 'gpt-3.5-turbo-0125', 10, { input: 0.5, output: 1.5 }],
    ['openai', 'gpt-3.5-turbo-0613', 10, undefined],
    ['openai', 'gpt-5.6', 300_000, { input: 10, cache_read: 1, cache_write_5m: 12.5, output: 45 }],
    ['anthropic', 'claude-sonnet-4-5-20250929', 200_001, { input: 6, cache_read: 0.6, cache_write_5m: 7.5, cache_write_1h: 12, output: 22.5 }],
    ['anthropic', 'claude-opus-4-6', 900_000, { input: 5, cache_read: 0.5, cache_write_5m: 6.25, cache_write_1h: 10, output: 25 }],
    ['anthropic', 'claude-3-5-haiku-latest', 10, { input: 0.8, cache_read: 0.08, cache_write_5m: 1, cache_write_1h: 1.6, output: 4 }],
    ['google', 'models/gemini-2.5-pro', 200_000, { input: 1.25, cache_read: 0.125, output: 10 }],
    ['groq', 'openai/gpt-oss-120b', 10, { input: 0.15, cache_read: 0.075, output: 0.6 }],
    ['ollama', 'llama3.1:8b', 10, { input: 0, cache_read: 0, output: 0 }],
    ['openai', 'gpt-99', 10, undefined],
  ])('%s %s', (provider, model, inputTokens, expected) => {
    expect(prices(shipped, provider, model, '2026-09-01', inputTokens)).toEqual(expected);
  }); // prettier-ignore

  it.each([
    ['gpt-5.6-luna', '2026-07-29', 1],
    ['gpt-5.6-luna', '2026-07-30', 0.2],
    ['o3', '2025-06-09', 10],
    ['o3', '2025-06-10', 2],
  ])('%s on %s', (model, day, input) => {
    expect(prices(shipped, 'openai', model, day)?.input).toBe(input);
  });

  it('says of every price when it was checked, but not of those that nobody has to pay', () => {
    expect(shipped.find('openai', 'gpt-4o', '2026-09-01')?.checkedAt).toBe(Date.parse('2026-08-21T00:00:00Z') / 1000);
    expect(shipped.find('vllm', 'any', '2026-09-01')?.checkedAt).toBeUndefined();
  });
});

describe('a file of prices', () => {
  it('adds to the shipped table, and takes the place of all rows of a model that it names', () => {
    const own = loadPrices(
      file('provider,model,input,output,effective_from\nopenai,o3,7,8,2026-01-01\nopenai,mine,1,2,\nhouse,*,3,4,\n')
    );
    expect(prices(own, 'openai', 'o3')).toEqual({ input: 7, output: 8 });
    expect(prices(own, 'openai', 'o3', '2025-12-31')).toBeUndefined();
    expect(prices(own, 'openai', 'mine')).toEqual({ input: 1, output: 2 });
    expect(prices(own, 'house', 'any')).toEqual({ input: 3, output: 4 });
    expect(prices(own, 'openai', 'gpt-4o')).toEqual(prices(loadPrices(undefined), 'openai', 'gpt-4o'));
  });

  it('may come from a spreadsheet', () => {
    const own = loadPrices(file('\uFEFF"provider","model","input","output"\r\n"p","a ""b"", c","1","2"\r\n'));
    expect(prices(own, 'p', 'a "b", c')).toEqual({ input: 1, output: 2 });
  });

  it.each([
    ['that is not there', () => join(folder, 'gone.csv'), /cannot read .*gone\.csv: .*ENOENT/],
    ['that is a folder', () => folder, 'it is not a file; name a CSV file'],
    ['that never ends', () => '/dev/zero', 'it is not a file; name a CSV file'],
    ['that is huge', () => file(Buffer.alloc(11_000_000, 'p,m,1,2\n')), 'it has more than 1048576 bytes'],
    ['that is no text', () => file(Buffer.from([0x70, 0xff, 0xfe])), 'is not text in UTF-8'],
    ['in UTF-16', () => file(Buffer.from('provider,model', 'utf16le')), 'is not text in UTF-8'],
    ['with a mistake', () => file('provider,model,input,output\np,m,1,x'), /mine\.csv:2: output: "x" is not a price/],
  ])('%s is an error that says so', (_, path, message) => {
    expect(() => loadPrices(path())).toThrow(message);
  });
});
