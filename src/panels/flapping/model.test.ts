import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { laneAt, placeLanes } from './layout';
import { flappingModel, type Lane } from './model';
import { VERDICTS, wordsOf } from '../../vocabulary';
import { DEFAULT_OPTIONS } from './options';
import { severityOf } from './paint';
import { Pointer } from './pointing';
import type { FlappingInput } from './queries';
import { adviceOf, describe as describeModel, rangeOf, verdictOf } from './words';

const MINUTE_MS = 60_000;

const SQUARE = Array.from({ length: 61 }, (_, minute) => (Math.floor(minute / 6) % 2 === 0 ? 2 : 6));
const CALM_AFTER = [...SQUARE, ...new Array<number>(120).fill(2)];
const RAMP = Array.from({ length: 61 }, (_, minute) => 1 + Math.floor(minute / 7));
const STILL = new Array<number>(61).fill(3);

function series(workload: string, values: Array<number | null>, stepMs = MINUTE_MS): PrometheusSeries {
  return {
    refId: 'desired',
    labels: { cluster: 'demo', namespace: 'ns', workload },
    name: workload,
    times: values.map((_, i) => i * stepMs),
    values,
    stepMs,
  };
}

function answer(inputs: Partial<Record<FlappingInput, PrometheusSeries[]>>): SeriesByRefId {
  return new Map(Object.entries(inputs));
}

const modelOf = (inputs: Partial<Record<FlappingInput, PrometheusSeries[]>>, options = DEFAULT_OPTIONS) =>
  flappingModel(answer(inputs), options);

function laneOf(values: Array<number | null>, others: Partial<Record<FlappingInput, PrometheusSeries[]>> = {}): Lane {
  const model = modelOf({ desired: [series('w', values)], ...others });
  if (model === undefined) {
    throw new Error('no model');
  }
  return model.lanes[0];
}

/** The recorded verdict, minute by minute, both ends included. */
const held = (workload: string, from: number, to: number, count = 5): PrometheusSeries => ({
  ...series(workload, []),
  times: Array.from({ length: to - from + 1 }, (_, i) => (from + i) * MINUTE_MS),
  values: Array.from({ length: to - from + 1 }, () => count),
});

describe('flappingModel', () => {
  it('ranks what flaps now before what flapped and what is calm, as the rules recorded it', () => {
    const desired = ['still', 'flapped', 'ramp', 'flaps'].map((name) => series(name, SQUARE));
    const model = modelOf({ desired, flapping: [held('flaps', 40, 60), held('flapped', 5, 20)] });
    expect(model?.lanes.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['ns/flaps', 'flapping'],
      ['ns/flapped', 'flapped'],
      ['ns/ramp', 'calm'],
      ['ns/still', 'calm'],
    ]);
    expect(model?.lanes[0].episodes).toMatchObject([{ fromMs: 40 * MINUTE_MS, lasting: true }]);
    expect(model && describeModel(model)).toBe(
      'Desired replicas of 4 workloads over time: 1 flapping, 1 flapped earlier, 2 calm.'
    );
  });

  it('judges nothing itself: many reversals without a verdict are no flapping', () => {
    expect(laneOf(SQUARE)).toMatchObject({ verdict: 'calm', reversalsPerHour: 9 });
  });

  it('cannot tell where the rules record no verdict', () => {
    const model = flappingModel(answer({ desired: [series('w', SQUARE)] }), DEFAULT_OPTIONS, { isRecorded: false });
    expect(model?.lanes[0].verdict).toBe('unknown');
  });

  it('is never calm about data that ended', () => {
    const desired = [series('ends', SQUARE), series('goes-on', [...SQUARE, 2, 2, 2])];
    const model = flappingModel(answer({ desired }), DEFAULT_OPTIONS, { untilMs: 63 * MINUTE_MS });
    expect(model?.lanes.map(({ name, verdict, endedAtMs }) => [name, verdict, endedAtMs])).toEqual([
      ['ns/ends', 'ended', 60 * MINUTE_MS],
      ['ns/goes-on', 'calm', undefined],
    ]);
    expect(model && describeModel(model)).toMatch(/1 calm, 1 not known/);
  });

  it('tells two times of flapping apart', () => {
    const lane = laneOf(CALM_AFTER, { flapping: [{ ...held('w', 10, 20), times: [10, 11, 40, 41].map((m) => m * MINUTE_MS), values: [4, 5, 4, 6] }] }); // prettier-ignore
    expect(lane.episodes.map(({ fromMs, most }) => [fromMs / MINUTE_MS, most])).toEqual([
      [10, 5],
      [40, 6],
    ]);
  });

  it('leaves calm workloads out when told to, and says how many', () => {
    const desired = [series('flaps', SQUARE), series('ramp', RAMP)];
    const model = modelOf({ desired, flapping: [held('flaps', 40, 60)] }, { ...DEFAULT_OPTIONS, showCalm: false });
    expect(model?.lanes.map(({ name }) => name)).toEqual(['ns/flaps']);
    expect(model?.calmHidden).toBe(1);
  });

  it('flapping-rollout: counts no moves of a release, as the rules do', () => {
    const desired = Array.from({ length: 120 }, (_, i) => (i >= 20 && i < 50 && Math.floor(i / 5) % 2 ? 6 : 2));
    const lane = laneOf(desired, {
      rollout: [held('w', 18, 51, 1)],
      reversals: [
        series(
          'w',
          desired.map(() => 0)
        ),
      ],
    });
    expect(lane).toMatchObject({ verdict: 'calm', reversalsPerHour: 0, someUnseen: false });
    expect(lane.summary.reversals).toEqual([]);
  });

  it('flapping-from-zero: advises no window for what bounces off zero, which the rules do not call flapping', () => {
    const lane = laneOf(Array.from({ length: 120 }, (_, i) => (i % 15 < 7 ? 0 : i % 15 < 9 ? 1 : 3)));
    expect(lane.verdict).toBe('calm');
    expect(adviceOf(lane)).toBe('–');
    expect(verdictOf(lane, { currentStabilizationSeconds: 300 }).explanation).not.toMatch(/stabilizationWindow/);
  });

  it.each<[string, Array<number | null>, number[]]>([
    ['a time range of days shows too few samples', [2, 6, 2, 2, 2, 2], [0, 2, 9, 3, 0, 0]],
    ['a time range is shorter than the hour', [2, 2, 2], [8, 8, 8]],
  ])('takes the numbers of the rules where %s', (_, values, reversals) => {
    const lane = laneOf(values, { reversals: [series('w', reversals)], amplitude: [series('w', [4, 4, 4])] });
    expect(lane).toMatchObject({ amplitude: 4, reversalsPerHour: Math.max(...reversals), someUnseen: true });
  });

  it('has nothing to draw without desired replicas', () => {
    expect(modelOf({ rollout: [series('w', STILL)] })).toBeUndefined();
  });
});

describe('the words', () => {
  const settings = { currentStabilizationSeconds: 300 };
  const clock = (timeMs: number) => `minute ${timeMs / MINUTE_MS}`;
  const flapping = { flapping: [held('w', 40, 60)] };

  it.each<[string, Lane, string, string, RegExp]>([
    ['flapping', laneOf(SQUARE, flapping), 'flapping since minute 40', '690 s', /stabilizationWindowSeconds of 690/],
    ['flapped', laneOf(CALM_AFTER, flapping), 'flapped until minute 61', '690 s', /does not flap any more/],
    ['calm', laneOf(RAMP), 'calm', '–', /never changed its mind/],
    ['turns that are no flapping', laneOf(SQUARE), 'calm', '–', /turned up to 9 times .* no flapping/],
  ])('say %s with what to do', (_, lane, label, advice, explanation) => {
    expect(verdictOf(lane, settings, clock)).toMatchObject({
      label,
      explanation: expect.stringMatching(explanation),
    });
    expect(adviceOf(lane)).toBe(advice);
  });

  it('are those of the alert', () => {
    expect(verdictOf(laneOf(SQUARE, flapping), settings).explanation).toMatch(
      new RegExp(`^${wordsOf(VERDICTS.flapping)}, now 5 times within an hour`)
    );
  });

  it.each([
    ['from the lowest to the highest', SQUARE, '2 to 6 replicas'],
    ['by the one number there is', STILL, '3 replicas'],
    ['not at all: range-of-nothing', [null, null], ''],
  ])('tell the scale of a lane %s', (_, values, text) => {
    expect(rangeOf({ values })).toBe(text);
  });
});

describe('placeLanes', () => {
  const lanes = Array.from({ length: 7 }, () => laneOf(STILL));

  it.each<[string, number, number, { count: number; height: number; page: number; pages: number }]>([
    ['all on one page where they fit', 300, 0, { count: 7, height: 42, page: 0, pages: 1 }],
    ['never higher than a lane', 1000, 0, { count: 7, height: 110, page: 0, pages: 1 }],
    ['on several pages where they do not fit', 80, 1, { count: 3, height: 26, page: 1, pages: 3 }],
    ['on the last page when there are fewer than before', 80, 9, { count: 1, height: 80, page: 2, pages: 3 }],
    ['one at least, however low the panel', 5, 0, { count: 1, height: 26, page: 0, pages: 7 }],
  ])('puts them %s', (_, plotHeight, wanted, expected) => {
    const page = placeLanes(lanes, plotHeight, wanted);
    expect({ count: page.lanes.length, height: page.lanes[0].height, page: page.page, pages: page.pages }).toEqual(
      expected
    );
  });

  it('finds the lane at a height', () => {
    const page = placeLanes(lanes, 300, 0);
    expect(laneAt(page, 43)).toBe(page.lanes[1]);
    expect(laneAt(page, 299)).toBeUndefined();
  });
});

describe('Pointer', () => {
  const lane = laneOf(SQUARE);
  const [first] = lane.summary.reversals;

  it('finds a reversal near the pointer, else the sample before it', () => {
    const pointer = new Pointer();
    expect(pointer.at(lane, first.timeMs + 900, 1000)?.reversal).toBe(first);
    expect(pointer.at(lane, first.timeMs + 90_000, 1000)).toEqual({ lane, sample: 13 });
    expect(pointer.at(lane, -1, 0)).toBeUndefined();
  });

  it('finds the identical thing while the pointer stays on it', () => {
    const pointer = new Pointer();
    expect(pointer.at(lane, first.timeMs, 1000)).toBe(pointer.at(lane, first.timeMs + 500, 1000));
    expect(pointer.at(lane, 1000, 0)).toBe(pointer.at(lane, 2000, 0));
  });
});

it('colours reversals by whether they were alone, and whether it flapped', () => {
  const lane = laneOf(SQUARE, { flapping: [held('w', 30, 60)] });
  expect(lane.summary.reversals.map((reversal) => severityOf(reversal, lane))).toEqual([
    'alone',
    'several',
    'several',
    ...new Array<string>(6).fill('flapping'),
  ]);
});
