import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { chartSeries, shortageSpans } from './chart';
import { replicasModel, type WorkloadScaling } from './model';
import { DEFAULT_OPTIONS } from './options';
import type { ReplicasInput } from './queries';
import { VERDICTS, wordsOf } from '../../vocabulary';
import { figuresOf, verdictOf } from './words';

const STEP_MS = 15_000;

type Inputs = Partial<Record<ReplicasInput | VerdictRef, Array<number | null>>>;
type VerdictRef = 'short' | 'lagging' | 'at_max_short';

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
  short: constant(1),
  at_max_short: constant(4),
  current: constant(4),
  ready: constant(4),
  load: constant(50),
  capacity: constant(40),
};
const LAGGED: Inputs = {
  ...bounds,
  short: [null, 1, 1, 1, null, null, null, null, null, null],
  lagging: [null, null, 700, 730, null, null, null, null, null, null],
  current: constant(2),
  ready: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2],
  load: [5, 15, 15, 15, 15, 15, 15, 15, 15, 15],
  capacity: [10, 10, 10, 10, 20, 20, 20, 20, 20, 20],
};
const SHORT: Inputs = { ...FOLLOWS, load: constant(30), short: [null, null, ...constant(1, 8)] };

function only(inputs: Inputs): WorkloadScaling {
  const [workload] = replicasModel(answer({ w: inputs }), DEFAULT_OPTIONS) ?? [];
  return workload;
}

describe('replicasModel', () => {
  it('puts the workload that needs attention first', () => {
    const model = replicasModel(
      answer({ follows: FOLLOWS, short: SHORT, lagged: LAGGED, saturated: SATURATED }),
      DEFAULT_OPTIONS
    );
    expect(model?.map(({ name }) => name)).toEqual(['ns/saturated', 'ns/short', 'ns/lagged', 'ns/follows']);
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

  it('lets no option change a verdict', () => {
    const verdicts = [0, 100].map(
      (idleBelowPercent) => replicasModel(answer({ w: LAGGED }), { idleBelowPercent })?.[0].summary.verdict
    );
    expect(verdicts).toEqual(['scalingLagging', 'scalingLagging']);
  });

  it('replicas-tolerance: is not red about a load that the autoscaler tolerates', () => {
    const steady: Inputs = { ...bounds, current: constant(4), ready: constant(4), desired: constant(4), load: constant(42), capacity: constant(40) }; // prettier-ignore
    const { summary } = only(steady);
    expect(summary).toMatchObject({ verdict: 'following', lasting: undefined, shortages: [] });
    expect(summary.shares.short).toBe(0);
  });

  it('fleet-blank-when-scrapes-fail: is not green about data that ended', () => {
    const untilMs = 9 * STEP_MS + 180_000;
    const [workload] = replicasModel(answer({ w: FOLLOWS }), DEFAULT_OPTIONS, { untilMs }) ?? [];
    expect(verdictOf(workload, clock)).toMatchObject({ tone: 'quiet', headline: 'Data ended 135 s' });
  });

  it('cannot tell where the rules record no verdicts', () => {
    const [workload] = replicasModel(answer({ w: FOLLOWS }), DEFAULT_OPTIONS, { isRecorded: false }) ?? [];
    expect(verdictOf(workload, clock)).toMatchObject({
      tone: 'quiet',
      headline: 'Cannot tell whether replicas follow',
    });
  });
});

const clock = (timeMs: number) => `${timeMs / 1000} s`;

describe('the verdict in words', () => {
  it.each<[string, Inputs, string, string]>([
    ['good', FOLLOWS, 'good', 'Replicas follow the load'],
    ['a shortage that lasts', SHORT, 'warning', 'Capacity is short, since 30 s'],
    ['a lag that is over', LAGGED, 'warning', `Earlier: ${VERDICTS.scalingLagging.words}`],
    ['a maximum that lasts', SATURATED, 'bad', `${wordsOf(VERDICTS.atMaxShort)}, since before 0 s`],
    ['load alone', { load: constant(3) }, 'quiet', 'Cannot tell whether replicas follow'],
  ])('says %s', (_, inputs, tone, headline) => {
    expect(verdictOf(only(inputs), clock)).toMatchObject({ tone, headline });
  });

  it('says that a fixed number of replicas is too small', () => {
    expect(verdictOf(only({ ...SHORT, min: constant(4) }), clock).explanation).toMatch(
      /no autoscaler that would add any/
    );
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
