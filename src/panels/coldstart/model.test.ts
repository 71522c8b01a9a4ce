import { toDataFrame, type DataFrame } from '@grafana/data';
import { readSeries } from '../../prometheus/frames';
import { figures } from './figures';
import { readColdStartModel } from './model';
import { REF } from './queries';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const RANGE = { fromMs: T0, toMs: T0 + 60 * MINUTE };
const WORKLOAD = { cluster: 'c', namespace: 'n', workload: 'w' };

/** What Prometheus answers for one series: samples by minute after T0. */
function frame(refId: string, labels: Record<string, string>, byMinute: Array<[number, number]>): DataFrame {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', values: byMinute.map(([minute]) => T0 + minute * MINUTE) },
      { name: 'Value', labels: { ...WORKLOAD, ...labels }, values: byMinute.map(([, value]) => value) },
    ],
  });
}

/** A start that was ready at a minute, as its recorded series repeat it for ten minutes. */
function started(instance: string, minute: number, boot: number, load: number): DataFrame[] {
  const repeated = (value: number) => Array.from({ length: 10 }, (_, i): [number, number] => [minute + i, value]);
  return [
    frame(REF.phases, { instance, phase: 'boot' }, repeated(boot)),
    frame(REF.phases, { instance, phase: 'load' }, repeated(load)),
    frame(REF.phases, { instance, phase: 'total' }, repeated(boot + load)),
    frame(REF.readyAt, { instance }, repeated(T0 / 1000 + minute * 60)),
  ];
}

const target = (seconds: number) => frame(REF.target, { objective: 'cold_start_seconds' }, [[0, seconds]]);
const read = (frames: DataFrame[], range = RANGE) => readColdStartModel(readSeries(frames), range);

describe('readColdStartModel', () => {
  const starts = [...started('a', 5, 2, 8), ...started('b', 30, 4, 26)];
  const waited = [
    frame(REF.delayed, {}, [[0, 100], [5, 3], [6, 0], [30, 1]]), // prettier-ignore
    frame(REF.delaySeconds, {}, [[0, 999], [5, 18], [6, 0], [30, 2]]), // prettier-ignore
  ];

  it('answers what the figures ask: how often, how long, in which phase, who waited', () => {
    const model = read([...starts, ...waited, target(20)]);
    expect(model && figures(model).map(({ label, value }) => [label, value])).toEqual([
      ['Starts', '2'],
      ['Median', '10 s'],
      ['P95', '30 s'],
      ['Longest', '30 s'],
      ['Over target', '1 of 2'],
      ['Slowest phase', 'load 85%'],
      ['Requests waited', '4'],
      ['Mean wait', '5 s'],
    ]);
  });

  it.each([
    [1, 1],
    [3, 5],
    [17, 20],
    [50, 50],
    [51, 100],
  ])('ends the axis of the strip above a round number: %d requests that waited, tick at %d', (requests, tick) => {
    const model = read([...starts, frame(REF.delayed, {}, [[5, requests], [6, 0]])]); // prettier-ignore
    expect(model?.waitingAxisMax).toBeCloseTo(tick * 1.15);
  });

  it('draws a target that lies near the starts, and leaves one far above to the figures', () => {
    expect(read([...starts, target(20)])?.targetLines).toEqual([20]);
    expect(read([...starts, target(300)])?.targetLines).toEqual([]);
    expect(read(starts)?.targetLines).toEqual([]);
  });

  it('keeps the longest start and the target within the axis', () => {
    expect(read([...starts, target(20)])?.axisMaxSeconds).toBeGreaterThan(30);
    expect(read([...starts, target(40)])?.axisMaxSeconds).toBeGreaterThan(40);
  });

  it('follows a change of range', () => {
    const model = read([...starts, ...waited], { fromMs: T0 + 20 * MINUTE, toMs: T0 + 40 * MINUTE });
    expect(model?.starts.map(({ instance }) => instance)).toEqual(['b']);
    expect(model?.waiting.totalRequests).toBe(1);
  });

  it('shows that nothing started where that is known', () => {
    const model = read([frame(REF.delayed, {}, [[5, 0], [6, 0]])]); // prettier-ignore
    expect(model?.summary.starts).toBe(0);
    expect(model?.axisMaxSeconds).toBeGreaterThan(0);
  });

  it('has nothing to show without inputs', () => {
    expect(read([])).toBeUndefined();
    expect(read([target(20)])).toBeUndefined();
    expect(read(starts.map((one) => ({ ...one, refId: 'A' })))).toBeUndefined();
  });
});
