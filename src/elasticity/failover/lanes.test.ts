import type { InstanceState } from '../../vocabulary';
import type { Series } from '../samples';
import { buildLanes, readStateGrid } from './lanes';

const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const STEP = 15_000;
const LETTERS: Record<string, InstanceState> = {
  L: 'leader', S: 'standby', R: 'ready', T: 'starting', U: 'unready', D: 'draining', X: 'down' }; // prettier-ignore

/** Series of one instance, drawn: one letter a step for the state that holds, a dot where there is no sample. */
function drawn(instance: string, picture: string, workload = 'w'): Series[] {
  const labels = { cluster: 'c', namespace: 'n', workload, instance };
  return [...new Set(picture.replaceAll('.', ''))].map((letter) => {
    const times = [...picture].flatMap((one, i) => (one === letter ? [T0 + i * STEP] : []));
    return { labels: { ...labels, state: LETTERS[letter] }, times, values: times.map(() => 1) };
  });
}

/** Lanes back as text: `leader 0-4` for a state that holds from step 0 to step 4. */
function lanesOf(series: readonly Series[], fromStep = 0, toStep = 100, stepMs: number | undefined = STEP) {
  const range = { fromMs: T0 + fromStep * STEP, toMs: T0 + toStep * STEP };
  return Object.fromEntries(
    buildLanes(readStateGrid(series, stepMs), range).map((lane) => [
      lane.instance,
      lane.runs.map(({ state, fromMs, toMs }) => `${state} ${(fromMs - T0) / STEP}-${(toMs - T0) / STEP}`),
    ])
  );
}

describe('buildLanes', () => {
  it('merges equal states into one run that lasts until the next state', () => {
    expect(lanesOf(drawn('a', 'LLLDX'))).toEqual({ a: ['leader 0-3', 'draining 3-4', 'down 4-5'] });
  });

  it('ends a run where the instance is gone, and does not call it down', () => {
    expect(lanesOf([...drawn('a', 'LL........'), ...drawn('b', 'SSSSSSSSSS')])).toEqual({
      a: ['leader 0-2'],
      b: ['standby 0-10'],
    });
  });

  it('shows nothing known in a long gap', () => {
    expect(lanesOf(drawn('a', 'LLL.....LL'))).toEqual({ a: ['leader 0-3', 'leader 8-10'] });
  });

  it('bridges a short gap between equal states', () => {
    expect(lanesOf(drawn('a', 'LL..LL'))).toEqual({ a: ['leader 0-6'] });
  });

  it('does not bridge a gap between different states, so that no one leads longer than was seen', () => {
    expect(lanesOf(drawn('a', 'LL..XX'))).toEqual({ a: ['leader 0-2', 'down 4-6'] });
  });

  it('shows flapping readiness step by step', () => {
    expect(lanesOf(drawn('a', 'RURUR')).a).toHaveLength(5);
  });

  it('shows the restart of the same instance in one lane', () => {
    expect(lanesOf(drawn('a', 'LLXXTTSS'))).toEqual({
      a: ['leader 0-2', 'down 2-4', 'starting 4-6', 'standby 6-8'],
    });
  });

  it('gives one state to an instant that several series claim', () => {
    expect(lanesOf([...drawn('a', 'SSS'), ...drawn('a', '.L.')])).toEqual({
      a: ['standby 0-1', 'leader 1-2', 'standby 2-3'],
    });
  });

  it('keeps equal names in different workloads apart', () => {
    const grid = readStateGrid([...drawn('a', 'LL'), ...drawn('a', 'SS', 'other')], STEP);
    expect(buildLanes(grid, { fromMs: T0, toMs: T0 + STEP }).map((lane) => lane.workload.workload)).toEqual([
      'other',
      'w',
    ]);
  });

  it('clips to the range and follows its change', () => {
    expect(lanesOf(drawn('a', 'LLLLSSSS'), 2, 5)).toEqual({ a: ['leader 2-4', 'standby 4-5'] });
    expect(lanesOf(drawn('a', 'LLLLSSSS'), 5, 7)).toEqual({ a: ['standby 5-7'] });
    expect(lanesOf(drawn('a', 'LLLLSSSS'), 50, 60)).toEqual({});
  });

  it('reads samples that are out of order', () => {
    const [leader] = drawn('a', 'LLL');
    const reversed: Series = { ...leader, times: Array.from(leader.times).reverse() };
    expect(lanesOf([reversed])).toEqual({ a: ['leader 0-3'] });
  });

  it('takes 0, NaN and missing values for a state that does not hold', () => {
    const [leader] = drawn('a', 'LLLLL');
    expect(lanesOf([{ ...leader, values: [1, 0, NaN, null, 1] }], 0, 100, STEP)).toEqual({
      a: ['leader 0-1', 'leader 4-5'],
    });
  });

  it('ignores states it does not know', () => {
    expect(lanesOf([{ ...drawn('a', 'LL')[0], labels: { instance: 'a', state: 'sleeping' } }])).toEqual({});
  });

  it('infers the step from the samples', () => {
    expect(readStateGrid(drawn('a', 'LL..L')).stepMs).toBe(STEP);
    expect(readStateGrid(drawn('a', 'L')).stepMs).toBe(60_000);
  });

  it('orders instances as people count', () => {
    const names = ['pod-10', 'pod-9', 'pod-1'];
    expect(Object.keys(lanesOf(names.flatMap((name) => drawn(name, 'R'))))).toEqual(['pod-1', 'pod-9', 'pod-10']);
  });

  it('is empty without samples', () => {
    expect(lanesOf([])).toEqual({});
  });
});
