import { toDataFrame, type DataFrame } from '@grafana/data';
import { readSeries } from '../../prometheus/frames';
import { readFailoverModel } from './model';
import { REF } from './queries';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const RANGE = { fromMs: T0, toMs: T0 + 60 * MINUTE };
const HA = { cluster: 'c', namespace: 'n', workload: 'ha' };
const PLAIN = { cluster: 'c', namespace: 'n', workload: 'plain' };

/** What Prometheus answers for one series: samples by minute after T0. */
function frame(refId: string, labels: Record<string, string>, byMinute: Array<[number, number]>): DataFrame {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', values: byMinute.map(([minute]) => T0 + minute * MINUTE) },
      { name: 'Value', labels, values: byMinute.map(([, value]) => value) },
    ],
  });
}

function held(workload: Record<string, string>, instance: string, state: string, from: number, to: number): DataFrame {
  const minutes = Array.from({ length: to - from + 1 }, (_, i): [number, number] => [from + i, 1]);
  return frame(REF.state, { ...workload, instance, state }, minutes);
}

/** The leader `a` is lost at minute 20, and `b` takes over within 12 s. */
const FAILOVER = [
  held(HA, 'a', 'leader', 0, 19),
  held(HA, 'a', 'down', 20, 40),
  held(HA, 'b', 'standby', 0, 19),
  held(HA, 'b', 'leader', 20, 60),
  ...Object.entries({ detect: 8, elect: 1, take_over: 3, total: 12 }).map(
    ([phase, seconds]) =>
    frame(REF.failover, { ...HA, instance: 'b', phase }, [[20, seconds], [21, seconds]]) // prettier-ignore
  ),
  frame(REF.failoverAt, { ...HA, instance: 'b' }, [[20, T0 / 1000 + 1195], [21, T0 / 1000 + 1195]]), // prettier-ignore
];

const OPTIONS = { showAllWorkloads: false };
const read = (frames: DataFrame[], range = RANGE, options = OPTIONS) =>
  readFailoverModel(readSeries(frames), range, undefined, options);

describe('readFailoverModel', () => {
  it('shows a lane for each instance, and the failover across them with its verdict', () => {
    const model = read(FAILOVER);
    expect(model?.groups.map(({ label, rows }) => [label, rows.map((row) => row.label)])).toEqual([
      ['n/ha', ['a', 'b']],
    ]);
    expect(model?.groups[0].events).toMatchObject([
      { kind: 'switch', label: '12 s > 10 s', alarming: true, fromMs: T0 + 1183_000, toMs: T0 + 1195_000 },
    ]);
    expect(model?.groups[0].events[0].details).toEqual([
      ['Leader', 'a → b'],
      ['Detect', '8 s'],
      ['Elect', '1 s'],
      ['Take over', '3 s'],
    ]);
    expect(model?.statistics).toMatchObject({ failovers: 1, overTarget: 1, overlaps: 0, leaderlessSeconds: 12 });
    expect([...(model?.states ?? [])].sort()).toEqual(['down', 'leader', 'standby']);
  });

  it('judges by the target that the workload sets', () => {
    const target = frame(REF.target, { ...HA, objective: 'recovery_seconds' }, [[0, 30]]);
    expect(read([...FAILOVER, target])?.groups[0].events[0]).toMatchObject({ label: '12 s', alarming: false });
  });

  it('names two leaders, and a time without any that no failover explains', () => {
    const model = read([
      held(HA, 'a', 'leader', 0, 10),
      held(HA, 'b', 'standby', 0, 7),
      held(HA, 'b', 'leader', 8, 30),
      held(HA, 'a', 'standby', 11, 60),
      held(HA, 'b', 'unready', 31, 60),
    ]);
    expect(model?.groups[0].events).toMatchObject([
      { kind: 'doubled', label: '2 leaders', fromMs: T0 + 8 * MINUTE, toMs: T0 + 11 * MINUTE },
      { kind: 'vacant', label: 'no leader 29 min', fromMs: T0 + 31 * MINUTE, toMs: RANGE.toMs },
    ]);
  });

  it('shows workloads that elect no leader beside those that do only when asked to, after them', () => {
    const frames = [held(PLAIN, 'x', 'ready', 0, 60), ...FAILOVER];
    expect(read(frames)?.groups.map(({ label }) => label)).toEqual(['n/ha']);
    expect(read(frames, RANGE, { showAllWorkloads: true })?.groups.map(({ label }) => label)).toEqual([
      'n/ha',
      'n/plain',
    ]);
  });

  it('shows workloads that elect no leader where no other is', () => {
    const model = read([held(PLAIN, 'x', 'ready', 0, 60)]);
    expect(model?.elects).toBe(false);
    expect(model?.groups.map(({ label }) => label)).toEqual(['n/plain']);
  });

  it('names workloads as every panel does', () => {
    const elsewhere = { ...HA, namespace: 'other' };
    const frames = [held(HA, 'a', 'leader', 0, 5), held(elsewhere, 'a', 'leader', 0, 5)];
    expect(read(frames)?.groups.map(({ label }) => label)).toEqual(['n/ha', 'other/ha']);
  });

  it('lists the newest failover first', () => {
    const later = [
      frame(REF.failover, { ...HA, instance: 'a', phase: 'total' }, [[50, 5]]),
      frame(REF.failoverAt, { ...HA, instance: 'a' }, [[50, T0 / 1000 + 2990]]),
    ];
    expect(read([...FAILOVER, ...later])?.failovers.map(({ to }) => to)).toEqual(['a', 'b']);
  });

  it('follows a change of range', () => {
    const model = read(FAILOVER, { fromMs: T0 + 30 * MINUTE, toMs: T0 + 60 * MINUTE });
    expect(model?.failovers).toEqual([]);
    expect(model?.groups[0].rows[1].segments).toEqual([
      { state: 'leader', fromMs: T0 + 30 * MINUTE, toMs: T0 + 60 * MINUTE },
    ]);
  });

  it('knows when the data of all instances ended', () => {
    expect(read(FAILOVER)?.endedAtMs).toBeUndefined();
    const stepped = FAILOVER.map((one) => ({ ...one, fields: one.fields.map((field, i) => (i === 0 ? { ...field, config: { interval: MINUTE } } : field)) })); // prettier-ignore
    expect(read(stepped, { fromMs: T0, toMs: T0 + 90 * MINUTE })?.endedAtMs).toBe(T0 + 60 * MINUTE);
  });

  it.each([
    ['no frames', []],
    ['frames under names it does not know', FAILOVER.map((one) => ({ ...one, refId: 'A' }))],
  ])('has nothing to show with %s', (_, frames) => {
    expect(read(frames)).toBeUndefined();
  });
});
