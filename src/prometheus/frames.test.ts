import { FieldType, toDataFrame } from '@grafana/data';
import { firstSeries, readSeries } from './frames';

const prometheusFrame = (refId: string, labels: Record<string, string>, values: unknown[], legend?: string) =>
  toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, config: { interval: 1000 }, values: values.map((_, i) => i * 1000) },
      { name: 'Value', type: FieldType.number, labels, config: { displayNameFromDS: legend }, values },
    ],
  });

describe('readSeries', () => {
  it('keeps every series of a query, with labels and legend', () => {
    const series = readSeries([
      prometheusFrame('current', { workload: 'a' }, [1, 2], 'first'),
      prometheusFrame('current', { workload: 'b' }, [3, 4], 'second'),
      prometheusFrame('load', { workload: 'a' }, [0.5, 0.7]),
    ]);
    expect([...series.keys()]).toEqual(['current', 'load']);
    expect(series.get('current')).toEqual([
      { refId: 'current', labels: { workload: 'a' }, name: 'first', times: [0, 1000], values: [1, 2], stepMs: 1000 },
      { refId: 'current', labels: { workload: 'b' }, name: 'second', times: [0, 1000], values: [3, 4], stepMs: 1000 },
    ]);
    expect(firstSeries(series, 'load')?.values).toEqual([0.5, 0.7]);
    expect(firstSeries(series, 'absent')).toBeUndefined();
  });

  it('reads wide frames, each number field as one series on the common time', () => {
    const wide = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: [5, 6] },
        { name: 'up', type: FieldType.number, values: [1, 0] },
        { name: 'note', type: FieldType.string, values: ['1', '2'] },
        { name: 'down', type: FieldType.number, values: [0, 1] },
      ],
    });
    expect(readSeries([wide]).get('A')).toEqual([
      { refId: 'A', labels: {}, name: 'up', times: [5, 6], values: [1, 0] },
      { refId: 'A', labels: {}, name: 'down', times: [5, 6], values: [0, 1] },
    ]);
  });

  it.each([
    ['NaN, of a division by nothing', NaN],
    ['an infinite quantile', Infinity],
    ['a negative infinity', -Infinity],
    ['a gap', null],
    ['a missing value', undefined],
    ['a number in a string', '3'],
  ])('shows %s as a gap', (_, value) => {
    expect(firstSeries(readSeries([prometheusFrame('q', {}, [1, value, 2])]), 'q')?.values).toEqual([1, null, 2]);
  });

  it.each([
    ['no frames', []],
    ['an empty frame', [prometheusFrame('q', {}, [])]],
    [
      'a frame without time',
      [toDataFrame({ refId: 'q', fields: [{ name: 'v', type: FieldType.number, values: [1] }] })],
    ],
    [
      'a frame without numbers',
      [toDataFrame({ refId: 'q', fields: [{ name: 't', type: FieldType.time, values: [1] }] })],
    ],
  ])('finds nothing in %s', (_, frames) => {
    expect(readSeries(frames).size).toBe(0);
  });
});
