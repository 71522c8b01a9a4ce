import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { chartSeries, shortageSpans } from './chart';
import { replicasModel, type WorkloadScaling } from './model';
import { DEFAULT_OPTIONS } from './options';
import type { ReplicasInput } from './queries';
import { figuresOf, verdictOf } from './words';

const STEP_MS = 15_000;

type Inputs = Partial<Record<ReplicasInput, Array<number | null>>>;

function answer(workloads: Record<string, Inputs>, cluster = 'demo'): SeriesByRefId {
  const byRefId = new Map<string, PrometheusSeries[]>();
  for (const [workload, inputs] of Object.entries(workloads)) {
    for (const [refId, values] of Object.entries(inputs)) {
      const series: PrometheusSeries = {
        refId,
        labels: { cluster, namespace: 'ns', workload },
        name: `${refId} of ${workload}`,
        times: values.map((_, i) => i * STEP_MS),
        values,
        stepMs: STEP_MS,
      };
      byRefId.set(refId, [...(byRefId.get(refId) ?? []), series]);
    }
  }
  return byRefId;
}

const constant = (value: number, length = 10) => new Array<number>(length).fill(value);
const bounds = { min: constant(1), max: constant(4) };
const FOLLOWS: Inputs = {
  ...bounds,
  current: constant(2),
  ready: constant(2),
  load: constant(15),
  capacity: constant(20),
};
const SATURATED: Inputs = {
  ...bounds,
  current: constant(4),
  ready: constant(4),
  load: constant(50),
  capacity: constant(40),
};
const LAGGED: Inputs = {
  ...bounds,
  current: constant(2),
  ready: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2],
  load: [5, 15, 15, 15, 15, 15, 15, 15, 15, 15],
  capacity: [10, 10, 10, 10, 20, 20, 20, 20, 20, 20],
};
const IDLE: Inputs = { ...bounds, current: constant(3), ready: constant(3), load: constant(1), capacity: constant(30) };

function only(inputs: Inputs): WorkloadScaling {
  const [workload] = replicasModel(answer({ w: inputs }), DEFAULT_OPTIONS) ?? [];
  return workload;
}

describe('replicasModel', () => {
  it('puts the workload that needs attention first', () => {
    const model = replicasModel(
      answer({ follows: FOLLOWS, idle: IDLE, lagged: LAGGED, saturated: SATURATED }),
      DEFAULT_OPTIONS
    );
    expect(model?.map(({ name }) => name)).toEqual(['ns/saturated', 'ns/lagged', 'ns/idle', 'ns/follows']);
  });

  it('names the cluster only where it tells workloads apart', () => {
    const [here, there] = [answer({ w: FOLLOWS }, 'here'), answer({ w: FOLLOWS }, 'there')];
    const both = new Map([...here].map(([refId, series]) => [refId, [...series, ...(there.get(refId) ?? [])]]));
    expect(replicasModel(both, DEFAULT_OPTIONS)?.map(({ name }) => name)).toEqual(['here/ns/w', 'there/ns/w']);
  });

  it('takes a query of the user that has no labels, under its legend', () => {
    const series: PrometheusSeries = {
      refId: 'current',
      labels: {},
      name: 'my replicas',
      times: [0, 1],
      values: [1, 2],
    };
    expect(replicasModel(new Map([['current', [series]]]), DEFAULT_OPTIONS)?.[0].name).toBe('my replicas');
  });

  it.each<[string, SeriesByRefId]>([
    ['no series', new Map()],
    ['bounds alone', answer({ w: bounds })],
    ['series under names that it does not know', new Map([['A', answer({ w: FOLLOWS }).get('load') ?? []]])],
  ])('has nothing to draw of %s', (_, series) => {
    expect(replicasModel(series, DEFAULT_OPTIONS)).toBeUndefined();
  });

  it('follows the settings of the user', () => {
    const [strict, tolerant] = [0, 100].map((toleratedPercent) =>
      replicasModel(answer({ w: LAGGED }), { ...DEFAULT_OPTIONS, toleratedPercent })
    );
    expect([strict?.[0].summary.verdict, tolerant?.[0].summary.verdict]).toEqual(['lagging', 'following']);
  });
});

describe('the verdict in words', () => {
  it.each<[string, Inputs, string, string]>([
    ['good', FOLLOWS, 'good', 'Replicas follow the load'],
    ['a lag that is over', LAGGED, 'warning', 'Lags behind the load by 45 s'],
    ['saturation that lasts', SATURATED, 'bad', 'Saturated at max for 2 min 15 s'],
    [
      'saturation that is over',
      { ...SATURATED, load: [50, 50, 50, 50, 50, 50, 50, 50, 20, 20] },
      'bad',
      'Was saturated at max for 80% of the time',
    ],
    [
      'a fixed number of replicas that is too small',
      { ...SATURATED, min: constant(4) },
      'bad',
      'Short of capacity for 2 min 15 s, and still is',
    ],
    [
      'a shortage that no autoscaler could have ended',
      { ...LAGGED, min: [], max: [] },
      'warning',
      'Was short of capacity for 30% of the time',
    ],
    ['idleness', IDLE, 'quiet', 'Idle for 100% of the time'],
    ['load alone', { load: constant(3) }, 'quiet', 'Cannot tell whether replicas follow'],
  ])('says %s', (_, inputs, tone, headline) => {
    expect(verdictOf(only(inputs))).toMatchObject({ tone, headline });
  });

  it('shows only the figures that are known', () => {
    expect(figuresOf(only(LAGGED).summary)).toEqual([
      { label: 'short', value: '30%' },
      { label: 'at max', value: '0%' },
      { label: 'idle', value: '0%' },
      { label: 'used', value: '88%' },
    ]);
    expect(figuresOf(only({ current: constant(0) }).summary)).toEqual([{ label: 'at zero', value: '100%' }]);
  });
});

describe('the chart', () => {
  it('draws what is there and wanted, load and capacity on their own axis', () => {
    const keys = (options: typeof DEFAULT_OPTIONS) => chartSeries(only(FOLLOWS), options, 1000).map(({ key }) => key);
    expect(keys(DEFAULT_OPTIONS)).toEqual(['capacity', 'current', 'min', 'max', 'ready', 'load']);
    expect(keys({ ...DEFAULT_OPTIONS, showBounds: false, showCapacity: false })).toEqual(['current', 'ready', 'load']);
    const right = chartSeries(only(FOLLOWS), DEFAULT_OPTIONS, 1000).filter(({ axis }) => axis === 'right');
    expect(right.map(({ key }) => key)).toEqual(['capacity', 'load']);
  });

  it('draws thin lines where samples are dense', () => {
    const widest = (width: number) =>
      Math.max(...chartSeries(only(FOLLOWS), DEFAULT_OPTIONS, width).map(({ lineWidth }) => lineWidth ?? 0));
    expect([widest(1000), widest(10)]).toEqual([2, 1]);
  });

  it('explains each shortage, and tells saturation from lag by colour', () => {
    expect(shortageSpans(only(LAGGED))).toEqual([
      {
        fromMs: 15_000,
        toMs: 60_000,
        color: 'orange',
        opacity: 0.18,
        label: 'Short of capacity for 45 s',
        hint: 'Up to 5 req/s above what ready replicas carry. Then replicas had caught up.',
      },
    ]);
    expect(shortageSpans(only(SATURATED))[0]).toMatchObject({
      color: 'red',
      label: 'At max and short of capacity for 2 min 15 s',
      hint: 'Up to 10 req/s above what ready replicas carry. The autoscaler may not add any.',
    });
  });
});
