import { STALE } from '../store/series';
import { evaluationTimes, Recorder } from './evaluate';

describe('evaluationTimes', () => {
  it.each([
    ['ends on the anchor', { from: 0, to: 180 }, 180, [60, 120, 180]],
    ['leaves the start to the stretch before', { from: 60, to: 180 }, 180, [120, 180]],
    ['lies on whole steps back from an anchor further on', { from: 0, to: 180 }, 250, [10, 70, 130]],
    ['may be empty', { from: 0, to: 30 }, 100, []],
  ])('%s', (_, stretch, anchor, times) => {
    expect(evaluationTimes(stretch, 60, anchor)).toEqual(times);
  });
});

describe('Recorder', () => {
  const recorder = () => new Recorder({ record: 'instance:state', expr: '', labels: { source: 'test' } });
  const answer = (state: string, times: readonly number[]) => ({
    metric: { instance: 'a', state },
    values: times.map((time) => [time, '1'] as const),
  });
  const samples = (series: ReturnType<Recorder['record']>) =>
    series.map(({ labels, times, values }) => [labels.state, times, values]);

  it('ends a series at the first evaluation that does not yield it, so that two states never overlap', () => {
    const recorded = recorder().record([60, 120, 180], [answer('leader', [60]), answer('down', [120, 180])]);
    expect(samples(recorded)).toEqual([
      ['leader', [60, 120], [1, STALE]],
      ['down', [120, 180], [1, 1]],
    ]);
  });

  it('remembers from one stretch to the next what was there', () => {
    const one = recorder();
    one.record([60], [answer('leader', [60])]).forEach((series) => series.clear());
    expect(samples(one.record([120], []))).toEqual([['leader', [120], [STALE]]]);
  });

  it('writes under the name and labels of the rule', () => {
    const [series] = recorder().record([60], [answer('leader', [60])]);
    expect(series.labels).toEqual({ __name__: 'instance:state', instance: 'a', state: 'leader', source: 'test' });
  });

  it.each([
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['0.1', 0.1],
  ])('reads %s', (text, value) => {
    const [series] = recorder().record([60], [{ metric: { instance: 'a' }, values: [[60, text]] }]);
    expect(series.values).toEqual([value]);
  });
});
