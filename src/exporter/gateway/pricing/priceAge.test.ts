/** @jest-environment node */
import { SIDECAR } from '../../../vocabulary';
import { Metrics } from '../../metrics';
import { PriceAges } from './priceAge';
import { parsePrices } from './priceFile';
import { PriceTable } from './prices';

const table = (source: string, model = 'm') =>
  new PriceTable(parsePrices('t.csv', `provider,model,input,output,source\nopenai,${model},1,2,${source}`));

async function agesOf(metrics: Metrics): Promise<string[]> {
  const lines = (await metrics.scrape()).split('\n');
  return lines.filter((line) => line.startsWith(`${SIDECAR.llmPriceAge.name}{`));
}

const daysIn = (line: string) => Math.floor(Number(line.slice(line.lastIndexOf(' '))) / 86_400);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('PriceAges', () => {
  it('grows from the day on which the price was checked, under the name of the provider that was asked', async () => {
    const metrics = new Metrics();
    const ages = new PriceAges(metrics, () => table(`price list ${daysAgo(100)}`));
    ages.used('mine', ['openai'], 'm-2024-08-06');
    const [age, ...others] = await agesOf(metrics);
    expect(age).toContain('{provider="mine",model="m-2024-08-06"}');
    expect([daysIn(age), others]).toEqual([100, []]);
  });

  it('follows the prices when they are reloaded', async () => {
    let prices = table(`price list ${daysAgo(100)}`);
    const metrics = new Metrics();
    const ages = new PriceAges(metrics, () => prices);
    ages.used('openai', ['openai'], 'm');
    expect((await agesOf(metrics)).map(daysIn)).toEqual([100]);
    prices = table(`price list ${daysAgo(3)}`);
    expect((await agesOf(metrics)).map(daysIn)).toEqual([3]);
    prices = table('our contract');
    expect(await agesOf(metrics)).toEqual([]);
    prices = table(`price list ${daysAgo(5)}`);
    expect((await agesOf(metrics)).map(daysIn)).toEqual([5]);
  });

  it('is 0, not less, for a day that is still to come', async () => {
    const metrics = new Metrics();
    new PriceAges(metrics, () => table(`price list ${daysAgo(-50)}`)).used('openai', ['openai'], 'm');
    expect((await agesOf(metrics)).map((line) => line.split(' ')[1])).toEqual(['0']);
  });

  it('is not known of a model without a price', async () => {
    const metrics = new Metrics();
    new PriceAges(metrics, () => table(`price list ${daysAgo(1)}`)).used('openai', ['openai'], 'other-model');
    expect(await agesOf(metrics)).toEqual([]);
  });

  it('keeps no more models than there are labels for', async () => {
    const metrics = new Metrics({ values: 3, sets: 100 });
    const ages = new PriceAges(metrics, () => table(`price list ${daysAgo(1)}`, '*'));
    for (let i = 0; i < 10_000; i++) {
      ages.used('openai', ['openai'], `m${i}`);
    }
    const models = (await agesOf(metrics)).map((line) => /model="(\w+)"/.exec(line)?.[1]);
    expect(models).toEqual(['m0', 'm1', 'm2']);
  });
});
