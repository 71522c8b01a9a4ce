/** @jest-environment node */
import { Counter, Gauge, Registry } from 'prom-client';
import { copyOf, CopyableHistogram, type Family, writeText } from './exposition';

const BOUNDS = [0.05, 1, 10, 2.5e6];
const HELP = 'Says "hello" with a \\ and\na second line.';

/** The same metrics as prom-client writes them and as we do. Only the empty lines between metrics may differ. */
async function bothTexts(labelNames: readonly string[], record: (metrics: ReturnType<typeof create>) => void) {
  const registry = new Registry();
  const metrics = create(registry, labelNames);
  record(metrics);
  const { counter, gauge, histogram } = metrics;
  const families: Family[] = [
    { name: 'c_total', help: HELP, type: 'counter', bounds: [], snapshot: () => copyOf(counter) },
    { name: 'g', help: HELP, type: 'gauge', bounds: [], snapshot: () => copyOf(gauge) },
    { name: 'h', help: HELP, type: 'histogram', bounds: BOUNDS, snapshot: async () => histogram.copy(BOUNDS) },
  ];
  return { ours: await writeText(families), theirs: (await registry.metrics()).replace(/\n\n/g, '\n') };
}

function create(registry: Registry, labelNames: readonly string[]) {
  const options = { help: HELP, labelNames: [...labelNames], registers: [registry] };
  return {
    counter: new Counter({ ...options, name: 'c_total' }),
    gauge: new Gauge({ ...options, name: 'g' }),
    histogram: new CopyableHistogram({ ...options, name: 'h', buckets: BOUNDS }),
  };
}

describe('writeText writes what prom-client would', () => {
  it.each<[string, Array<Record<string, string>>]>([
    ['without labels', [{}]],
    ['before anything was recorded', []],
    ['several sets', [{ a: 'x' }, { a: 'y' }, { a: 'x', b: '1' }]],
    ['values that have to be escaped', [{ a: 'quote " backslash \\ line\nend' }, { a: '' }, { a: '{}=,"' }]],
    ['values beyond ASCII', [{ a: 'Größe', b: '模型' }]],
  ])('%s', async (_, sets) => {
    const labelNames = [...new Set(sets.flatMap((labels) => Object.keys(labels)))];
    const { ours, theirs } = await bothTexts(labelNames, ({ counter, gauge, histogram }) =>
      sets.forEach((labels, i) => {
        counter.inc(labels, 0.1 + i);
        gauge.set(labels, [-1.5, 1e21, Infinity, -Infinity][i]);
        [0.05, 0.0500001, 7, 1e9].forEach((seconds) => histogram.observe(labels, seconds));
      })
    );
    expect(ours).toBe(theirs);
  });

  it('a thousand sets, which take more than one turn of the event loop', async () => {
    const { ours, theirs } = await bothTexts(['a', 'b'], ({ histogram }) => {
      for (let i = 0; i < 1000; i++) {
        histogram.observe({ a: `value-${i}`, b: 'x' }, i / 100);
      }
    });
    expect(ours).toBe(theirs);
  });
});

describe('a snapshot', () => {
  it('does not change while requests go on being counted', async () => {
    const { counter, gauge, histogram } = create(new Registry(), ['a']);
    counter.inc({ a: 'x' });
    gauge.set({ a: 'x' }, 1);
    histogram.observe({ a: 'x' }, 0.5);
    const before = [await copyOf(counter), await copyOf(gauge), histogram.copy(BOUNDS)];
    const asTheyWere = structuredClone(before);
    counter.inc({ a: 'x' });
    gauge.set({ a: 'x' }, 2);
    histogram.observe({ a: 'x' }, 0.5);
    expect(before).toEqual(asTheyWere);
  });
});
