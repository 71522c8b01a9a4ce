import type { InstanceState } from '../../vocabulary';
import type { Series, TimeSpan } from '../samples';
import { buildLanes, readStateGrid } from './lanes';
import { findLeaderless, findOverlaps } from './leadership';
import type { Failover, Lane } from './types';

const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const STEP = 15_000;
const RANGE = { fromMs: T0, toMs: T0 + 20 * STEP };
const STATES: Record<string, InstanceState> = { L: 'leader', S: 'standby', R: 'ready', X: 'down' };
const identity = { cluster: 'c', namespace: 'n', workload: 'w' };

/** Series of one instance, drawn: one letter a step for the state that holds, a dot where there is no sample. */
function drawn(instance: string, picture: string): Series[] {
  return Object.entries(STATES).map(([letter, state]) => {
    const times = [...picture].flatMap((one, i) => (one === letter ? [T0 + i * STEP] : []));
    return { labels: { ...identity, instance, state }, times, values: times.map(() => 1) };
  });
}

/** How many led, counted over the step that ends at each position; a dot where it was not counted. */
function counted(picture: string): Series {
  const known = [...picture].flatMap((digit, i) => (digit === '.' ? [] : [{ timeMs: T0 + i * STEP, digit }]));
  return {
    labels: identity,
    times: known.map(({ timeMs }) => timeMs),
    values: known.map(({ digit }) => Number(digit)),
  };
}

const inSteps = ({ fromMs, toMs }: TimeSpan) => [(fromMs - T0) / STEP, (toMs - T0) / STEP];

describe('findOverlaps', () => {
  const overlapsOf = (series: Series[], most: Series[] = [], range = RANGE) =>
    findOverlaps(readStateGrid(series, STEP), { most, fewest: [] }, range);

  it('finds when two instances led at once, and which', () => {
    const [overlap, ...more] = overlapsOf([...drawn('a', 'LLLLSS'), ...drawn('b', 'SSLLLL'), ...drawn('c', 'SSSSSS')]);
    expect(more).toEqual([]);
    expect(overlap).toMatchObject({ workload: identity, instances: ['a', 'b'] });
    expect(inSteps(overlap)).toEqual([2, 4]);
  });

  it('finds none in a clean handover', () => {
    expect(overlapsOf([...drawn('a', 'LLLSSS'), ...drawn('b', 'SSSLLL')])).toEqual([]);
  });

  it('finds none where the old leader only went missing', () => {
    expect(overlapsOf([...drawn('a', 'LLL...XX'), ...drawn('b', 'SSSSLLLL')])).toEqual([]);
  });

  it('tells two overlaps apart', () => {
    const overlaps = overlapsOf([...drawn('a', 'LLSSLLSS'), ...drawn('b', 'SLLLLSSS')]);
    expect(overlaps.map(inSteps)).toEqual([[1, 2], [4, 5]]); // prettier-ignore
  });

  it('finds an overlap between two samples of the lanes from the count of leaders', () => {
    const [overlap] = overlapsOf([...drawn('a', 'LLLSSS'), ...drawn('b', 'SSSLLL')], [counted('111211')]);
    expect(inSteps(overlap)).toEqual([2, 3]);
    expect(overlap.instances).toEqual(['a', 'b']);
  });

  it('names none when only the count tells of it', () => {
    expect(overlapsOf([], [counted('112')])).toMatchObject([{ workload: identity, instances: [] }]);
  });

  it('keeps to the range', () => {
    const series = [...drawn('a', 'LLLLSS'), ...drawn('b', 'SSLLLL')];
    expect(overlapsOf(series, [], { fromMs: T0 + 3 * STEP, toMs: T0 + 9 * STEP }).map(inSteps)).toEqual([[3, 4]]);
    expect(overlapsOf(series, [], { fromMs: T0 + 6 * STEP, toMs: T0 + 9 * STEP })).toEqual([]);
  });

  it('is empty without samples', () => {
    expect(overlapsOf([])).toEqual([]);
  });
});

describe('findLeaderless', () => {
  const leaderlessOf = (series: Series[], fewest: Series[] = [], failovers: Failover[] = []) => {
    const lanes = buildLanes(readStateGrid(series, STEP), RANGE);
    return findLeaderless(lanes, { most: [], fewest }, failovers, STEP, RANGE).map(inSteps);
  };

  it('finds when nobody led', () => {
    expect(leaderlessOf([...drawn('a', 'LLXXXX'), ...drawn('b', 'SSSSLL')])).toEqual([[2, 4]]);
  });

  it('counts a leader that is gone from monitoring as no leader', () => {
    expect(leaderlessOf([...drawn('a', 'LL......'), ...drawn('b', 'SSSSSSLL')])).toEqual([[2, 6]]);
  });

  it('does not count time about which nothing is known', () => {
    expect(leaderlessOf([...drawn('a', 'LL......LL'), ...drawn('b', 'SS......SS')])).toEqual([]);
  });

  it('does not count a missed sample of a leader that goes on', () => {
    expect(leaderlessOf([...drawn('a', 'LL.LLL'), ...drawn('b', 'SSSSSS')])).toEqual([]);
  });

  it('leaves workloads alone that elect no leader', () => {
    expect(leaderlessOf([...drawn('a', 'RRRR'), ...drawn('b', 'RRXX')])).toEqual([]);
  });

  it('finds a loss between two samples of the lanes from the count of leaders', () => {
    expect(leaderlessOf([...drawn('a', 'LLLLLL'), ...drawn('b', 'SSSSSS')], [counted('111011')])).toEqual([[2, 3]]);
  });

  it('leaves out what a failover explains, and keeps the rest', () => {
    const failover: Failover = {
      workload: identity,
      from: 'a',
      to: 'b',
      lostAtMs: T0 + 2 * STEP,
      recoveredAtMs: T0 + 3 * STEP,
      detectSeconds: 10,
      electSeconds: 2,
      takeOverSeconds: 3,
      totalSeconds: 15,
      cause: undefined,
      targetSeconds: 10,
      overTarget: true,
    };
    const series = [...drawn('a', 'LLXXXXXXXXXX'), ...drawn('b', 'SSSSSLLLLLSS')];
    expect(leaderlessOf(series)).toEqual([[2, 5], [10, 12]]); // prettier-ignore
    expect(leaderlessOf(series, [], [failover])).toEqual([[10, 12]]);
    expect(leaderlessOf(series, [], [{ ...failover, workload: { ...identity, workload: 'other' } }])).toHaveLength(2);
  });
});

describe('failover-many-pods', () => {
  /** How often the labels of workloads are looked at to find what happened in `workloads` of ten pods each. */
  function looks(workloads: number): number {
    let count = 0;
    const lanes = Array.from({ length: 10 * workloads }, (_, i): Lane => {
      const name = `w${i % workloads}`;
      const workload = { cluster: 'c', namespace: 'n', get workload() { count++; return name; } }; // prettier-ignore
      const state = i < workloads ? 'leader' : 'standby';
      return { workload, instance: `${i}`, runs: [{ state, ...RANGE }] };
    });
    findLeaderless(lanes, { most: [], fewest: [] }, [], STEP, RANGE);
    return count;
  }

  it('looks at each lane, not at each pair of lane and workload', () => {
    expect(looks(100)).toBe(10 * looks(10));
  });
});
