import { toFrames } from './frames';

const METRIC = { __name__: 'up', job: 'a', instance: 'b' };

describe('an answer of Prometheus', () => {
  it('becomes a frame for each series, times in milliseconds, the legend filled in', () => {
    const [frame] = toFrames(
      {
        resultType: 'matrix',
        result: [
          {
            metric: METRIC,
            values: [
              [10.5, '1'],
              [25.5, '+Inf'],
              [40.5, 'NaN'],
            ],
          },
        ],
      },
      'current',
      '{{job}} on {{ instance }}{{nobody}}',
      15_000
    );
    expect(frame).toMatchObject({ refId: 'current', name: 'a on b', length: 3 });
    expect(frame?.fields[0]).toMatchObject({ values: [10_500, 25_500, 40_500], config: { interval: 15_000 } });
    expect(frame?.fields[1]).toMatchObject({ labels: METRIC, values: [1, Infinity, NaN] });
  });

  it.each([
    [
      'an instant vector',
      { resultType: 'vector', result: [{ metric: METRIC, value: [10, '3'] }] } as const,
      'up{job="a", instance="b"}',
    ],
    ['a scalar', { resultType: 'scalar', result: [10, '3'] } as const, ''],
  ])('%s becomes one sample, named after its labels', (_, answer, name) => {
    const [frame] = toFrames(answer, 'x', undefined, 15_000);
    expect(frame).toMatchObject({ name, length: 1 });
    expect(frame?.fields[1]?.values).toEqual([3]);
  });
});
