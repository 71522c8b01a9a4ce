import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { laneAt, placeLanes } from './layout';
import { flappingModel, type Lane } from './model';
import { DEFAULT_OPTIONS } from './options';
import { severityOf } from './paint';
import { Pointer } from './pointing';
import type { FlappingInput } from './queries';
import { adviceOf, describe as describeModel, rangeOf, thresholdText, verdictOf } from './words';

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

describe('flappingModel', () => {
  it('ranks what flaps now before what flapped and what is calm', () => {
    const desired = [
      series('still', STILL),
      series('flapped', CALM_AFTER),
      series('ramp', RAMP),
      series('flaps', SQUARE),
    ];
    const model = modelOf({ desired });
    expect(model?.lanes.map(({ name, summary }) => [name, summary.verdict])).toEqual([
      ['ns/flaps', 'flapping'],
      ['ns/flapped', 'flapped'],
      ['ns/ramp', 'calm'],
      ['ns/still', 'calm'],
    ]);
    expect(model && describeModel(model)).toBe(
      'Wanted replicas of 4 workloads over time: 1 flapping, 1 flapped earlier, 2 calm.'
    );
  });

  it('leaves calm workloads out when told to, and says how many', () => {
    const desired = [series('flaps', SQUARE), series('ramp', RAMP)];
    const model = modelOf({ desired }, { ...DEFAULT_OPTIONS, showCalm: false });
    expect(model?.lanes.map(({ name }) => name)).toEqual(['ns/flaps']);
    expect(model?.calmHidden).toBe(1);
  });

  it.each<[string, FlappingInput]>([
    ['its bounds are edited', 'bounds'],
    ['a release is rolled out', 'rollout'],
  ])('does not call it flapping while %s', (_, excuse) => {
    const lane = laneOf(SQUARE, { [excuse]: [series('w', new Array<number>(61).fill(1))] });
    expect(lane.summary).toMatchObject({ verdict: 'calm', excused: true });
    const others = laneOf(SQUARE, { [excuse]: [series('another', new Array<number>(61).fill(1))] });
    expect(others.summary.verdict).toBe('flapping');
  });

  it.each<[string, Array<number | null>, number[], number[], Lane['verdict']]>([
    [
      'a time range of days shows too few samples',
      [2, 6, 2, 2, 2, 2],
      [0, 2, 9, 3, 0, 0],
      [4, 4, 4, 4, 0, 0],
      'flapped',
    ],
    ['a time range is shorter than the hour', [2, 2, 2], [8, 8, 8], [4, 4, 4], 'flapping'],
    ['reversals were of one replica only', [2, 2, 2], [8, 8, 8], [1, 1, 1], 'calm'],
  ])('believes the rules where %s', (_, values, reversals, amplitude, verdict) => {
    const lane = laneOf(values, { reversals: [series('w', reversals)], amplitude: [series('w', amplitude)] });
    expect(lane).toMatchObject({ verdict, reversalsPerHour: Math.max(...reversals), someUnseen: true });
  });

  it('excuses recorded reversals as well', () => {
    const recorded = { reversals: [series('w', [8, 8, 8])], amplitude: [series('w', [4, 4, 4])] };
    const lane = laneOf([2, 2, 2], { ...recorded, rollout: [series('w', [1, 1, 1])] });
    expect(lane).toMatchObject({ verdict: 'calm', excused: true });
  });

  it('follows the thresholds of the user', () => {
    const strict = modelOf({ desired: [series('w', SQUARE)] }, { ...DEFAULT_OPTIONS, minReversals: 10 });
    expect(strict?.lanes[0].summary.verdict).toBe('calm');
    expect(strict && thresholdText(strict.settings)).toBe('flapping: ≥ 10 reversals in 1 h, amplitude ≥ 2');
  });

  it('has nothing to draw without wanted replicas', () => {
    expect(modelOf({ bounds: [series('w', STILL)] })).toBeUndefined();
  });
});

describe('the words', () => {
  const settings = { windowSeconds: 3600, minReversals: 4, minAmplitude: 2, currentStabilizationSeconds: 300 };

  it.each<[string, Lane, string, string, RegExp]>([
    ['flapping', laneOf(SQUARE), 'flapping', '690 s', /stabilizationWindowSeconds of 690/],
    ['flapped', laneOf(CALM_AFTER), 'flapped', '690 s', /does not flap any more/],
    ['calm', laneOf(RAMP), 'calm', '–', /never changed its mind/],
    ['excused', laneOf(SQUARE, { bounds: [series('w', STILL)] }), 'calm', '–', /bounds were edited/],
  ])('say %s with what to do', (_, lane, label, advice, explanation) => {
    expect(verdictOf(lane, settings)).toMatchObject({ label, explanation: expect.stringMatching(explanation) });
    expect(adviceOf(lane)).toBe(advice);
  });

  it.each([
    [SQUARE, '2 to 6 replicas'],
    [STILL, '3 replicas'],
  ])('tell the scale of a lane', (values, text) => {
    expect(rangeOf(laneOf(values))).toBe(text);
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

it('colours reversals by how many there were within the hour', () => {
  expect(laneOf(SQUARE).summary.reversals.map((reversal) => severityOf(reversal, 4))).toEqual([
    'alone',
    'several',
    'several',
    ...new Array<string>(6).fill('tooMany'),
  ]);
});
