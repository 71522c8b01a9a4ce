import type { SeriesByRefId } from '../../prometheus/frames';
import { readTokenCost } from './model';
import { queries, REF } from './queries';

const FROM = Date.parse('2026-11-16T00:00:00Z');
const HOUR = 3_600_000;
const RANGE = { fromMs: FROM, toMs: FROM + 3 * HOUR };
const CHOICE = { breakdown: 'model', maxGroups: 5 } as const;
const WORKLOAD = { cluster: 'c', namespace: 'n', workload: 'w' };

type Input = readonly [refId: string, labels: Record<string, string>, values: Array<number | null>];

/** Series whose last sample is at the end of the range, one an hour. */
function answers(...inputs: Input[]): SeriesByRefId {
  const byRefId = new Map<string, Array<ReturnType<typeof seriesOf>>>();
  for (const input of inputs) {
    byRefId.set(input[0], [...(byRefId.get(input[0]) ?? []), seriesOf(input)]);
  }
  return byRefId;
}

function seriesOf([refId, labels, values]: Input) {
  return { refId, labels, name: '', values, times: values.map((_, i) => RANGE.toMs - (values.length - 1 - i) * HOUR) };
}

const model = (name: string, provider = 'openai') => ({ model: name, provider });

describe('readTokenCost', () => {
  it('breaks the cost of the range down by the chosen label', () => {
    const series = answers(
      [REF.byModel, model('gpt-4o'), [100, 1, 2, 3]],
      [REF.byModel, model('small'), [100, 1, 1, 1]],
      [REF.byTeam, { team: 'research' }, [100, 2, 3, 4]],
      [REF.byFlow, { flow: '' }, [100, 2, 3, 4]]
    );
    const groups = (breakdown: 'model' | 'team' | 'flow') =>
      readTokenCost(series, RANGE, { breakdown, maxGroups: 5 })?.breakdown.groups.map(({ name, totalUsd }) => [
        name,
        totalUsd,
      ]);
    expect(groups('model')).toEqual([
      ['gpt-4o', 6],
      ['small', 3],
    ]);
    expect(groups('team')).toEqual([['research', 9]]);
    expect(groups('flow')).toEqual([['no flow', 9]]);
  });

  it('tells models of one name apart by their provider', () => {
    const cost = readTokenCost(
      answers(
        [REF.byModel, model('llama', 'local'), [1]],
        [REF.byModel, model('llama', 'cloud'), [2]],
        [REF.byModel, model('gpt'), [3]]
      ),
      RANGE,
      CHOICE
    );
    expect(cost?.breakdown.groups.map((group) => group.name)).toEqual(['gpt', 'cloud/llama', 'local/llama']);
  });

  it('adds tokens up by kind, in the order of kinds', () => {
    const cost = readTokenCost(
      answers(
        [REF.tokens, { ...model('a'), kind: 'output' }, [99, 1, 1, 1]],
        [REF.tokens, { ...model('a'), kind: 'input' }, [99, 10, 10, 10]],
        [REF.tokens, { ...model('b'), kind: 'input' }, [99, 5, null, 5]],
        [REF.tokens, { ...model('b'), kind: 'cache_read' }, [99, 0, 0, 0]]
      ),
      RANGE,
      CHOICE
    );
    expect([...(cost?.tokens ?? [])]).toEqual([
      ['input', 40],
      ['output', 3],
    ]);
  });

  it('names the models whose tokens are in no cost', () => {
    const cost = readTokenCost(
      answers(
        [REF.byModel, model('priced'), [1]],
        [REF.unpriced, model('few'), [0, 5]],
        [REF.unpriced, model('many'), [100, 200]],
        [REF.unpriced, model('priced'), [0, 0]]
      ),
      RANGE,
      CHOICE
    );
    expect(cost?.unpriced).toEqual({ tokens: 305, models: ['many', 'few'] });
  });

  it('is silent about unpriced tokens when every token has a price', () => {
    const cost = readTokenCost(answers([REF.byModel, model('a'), [1]], [REF.unpriced, model('a'), [0]]), RANGE, CHOICE);
    expect(cost?.unpriced).toBeUndefined();
  });

  it('takes the part of the monthly budget that falls to the range', () => {
    const cost = readTokenCost(
      answers([REF.byModel, model('a'), [1]], [REF.monthToDate, WORKLOAD, [30]], [REF.budget, WORKLOAD, [720]]),
      RANGE,
      CHOICE
    );
    expect(cost?.rangeBudgetUsd).toBeCloseTo(3, 9);
  });

  it('knows nothing without inputs', () => {
    expect(readTokenCost(new Map(), RANGE, CHOICE)).toBeUndefined();
  });
});

describe('queries', () => {
  it('asks for the workload that was chosen, under names that differ', () => {
    const asked = queries('workload="w"');
    expect(asked.every(({ expr }) => expr.includes('{workload="w"'))).toBe(true);
    expect(new Set(asked.map(({ refId }) => refId)).size).toBe(asked.length);
  });

  it('looks no more often than the minute in which its inputs are recorded', () => {
    expect(queries('').every(({ minInterval }) => minInterval === '1m')).toBe(true);
  });

  it('asks for no value at the end of the range, which may be in the future', () => {
    expect(queries('').filter(({ instant }) => instant)).toEqual([]);
  });

  it('adds increments up so that the edge of a step counts once', () => {
    const added = queries('').filter(({ expr }) => expr.includes(':increase1m'));
    expect(added).toHaveLength(5);
    expect(added.every(({ expr }) => expr.includes('[$__interval] offset -1ms'))).toBe(true);
  });
});
