/** @jest-environment node */
import { SIDECAR } from '../vocabulary';
import { Metrics } from './metrics';

const lineOf = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start));

describe('Metrics', () => {
  it('exports every metric of the vocabulary with its help and type, and no other', async () => {
    const text = await new Metrics().scrape();
    const types = text.split('\n').filter((line) => line.startsWith('# TYPE'));
    expect(types.sort()).toEqual(
      Object.values(SIDECAR)
        .map(({ name, type }) => `# TYPE ${name} ${type}`)
        .sort()
    );
  });

  it('begins counters at 0 and leaves gauges out until they are known', async () => {
    const text = await new Metrics().scrape();
    expect(lineOf(text, `${SIDECAR.shutdownRequestsCut.name} `)).toBe(`${SIDECAR.shutdownRequestsCut.name} 0`);
    expect(lineOf(text, `${SIDECAR.failoverTimestamp.name} `)).toBeUndefined();
  });

  it('counts a fault in measuring and keeps it to itself', async () => {
    const metrics = new Metrics();
    metrics.guard('record', () => {
      throw new Error('broken');
    });
    expect(await metrics.scrape()).toContain(`${SIDECAR.captureErrors.name}{stage="record"} 1`);
  });

  it('folds what finds no room into other, and says so', async () => {
    const metrics = new Metrics({ values: 1, sets: 10 });
    ['a', 'b', 'c'].forEach((model) => metrics.inc(SIDECAR.llmUsageMissing, { provider: 'p', model }));
    const text = await metrics.scrape();
    expect(text).toContain(`${SIDECAR.llmUsageMissing.name}{provider="p",model="a"} 1`);
    expect(text).toContain(`${SIDECAR.llmUsageMissing.name}{provider="p",model="other"} 2`);
    expect(text).toContain(`${SIDECAR.labelOverflow.name}{label="model"} 2`);
  });

  it('stays small under a million models, and counts each of them', async () => {
    const metrics = new Metrics();
    for (let i = 0; i < 1_000_000; i++) {
      metrics.inc(SIDECAR.llmUsageMissing, { provider: 'p', model: `v${i}` });
    }
    const lines = (await metrics.scrape())
      .split('\n')
      .filter((line) => line.startsWith(`${SIDECAR.llmUsageMissing.name}{`));
    expect(lines.length).toBe(101);
    expect(lines.reduce((total, line) => total + Number(line.split(' ').pop()), 0)).toBe(1_000_000);
  });

  it('stays small when flows, teams and routes are many at once', async () => {
    const metrics = new Metrics();
    for (let i = 0; i < 50_000; i++) {
      const account = { provider: 'p', model: `v${i % 7}`, flow: `v${i}`, team: `v${i % 300}` };
      metrics.inc(SIDECAR.llmTokens, { ...account, kind: 'input', source: 'reported' });
      metrics.inc(SIDECAR.httpRequests, { method: 'GET', route: `run/v${i}`, status_code: '200' });
    }
    const lines = (await metrics.scrape()).split('\n');
    const of = (name: string) => lines.filter((line) => line.startsWith(`${name}{`));
    expect(of(SIDECAR.llmTokens.name).length).toBeLessThanOrEqual(1001);
    expect(of(SIDECAR.httpRequests.name).length).toBe(101);
    const sum = of(SIDECAR.llmTokens.name).reduce((total, line) => total + Number(line.split(' ').pop()), 0);
    expect(sum).toBe(50_000);
  }, 60_000);
});
