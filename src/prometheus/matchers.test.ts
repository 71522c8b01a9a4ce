import { VARIABLE_SELECTOR, workloadSelector } from '../vocabulary';
import { workloadMatchers } from './matchers';

describe('workloadMatchers', () => {
  it.each<[string, string, string[]]>([
    [
      'the matchers of dashboard variables',
      `max(workload:info{${VARIABLE_SELECTOR}})`,
      ['cluster=~"$cluster"', 'namespace=~"$namespace"', 'workload=~"$workload"'],
    ],
    [
      'matchers with quotes and braces in their values',
      `x{${workloadSelector({ cluster: 'a"b', namespace: '{}', workload: '\\' })}}`,
      ['cluster="a\\"b"', 'namespace="{}"', 'workload="\\\\"'],
    ],
    ['each matcher once', 'a{workload="x", job="y"} / b{workload="x"}', ['workload="x"']],
    ['no other labels', 'a{my_workload="x", job!~"y"}', []],
    ['none where labels are only grouped by', 'sum by (workload) (a)', []],
  ])('finds %s', (_, expr, expected) => {
    expect(workloadMatchers(expr)).toEqual(expected);
  });
});
