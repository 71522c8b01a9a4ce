import { longestRanges, recordedSteps, secondsOf } from './recordedSeries';

const files = [
  {
    path: 'a.yml',
    groups: [
      {
        name: 'g',
        interval: '4m',
        rules: [
          { record: 'a:b:hourly', expr: 'sum_over_time(a:b[59m59s999ms]) and a:b' },
          { record: 'a:b:day', expr: 'sum_over_time(a:b:hourly[1d:1h]) - max_over_time(a:b{x="1"}[2m])' },
        ],
      },
    ],
  },
];

it.each([
  ['15s', 15],
  ['59m59s999ms', 3599.999],
  ['1d', 86_400],
])('%s is %d seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBeCloseTo(seconds, 3);
});

it('finds the longest range of each series, that of a subquery included', () => {
  expect(longestRanges(files)).toEqual(
    new Map([
      ['a:b', secondsOf('59m59s999ms')],
      ['a:b:hourly', 86_400],
    ])
  );
});

it('spaces samples by the interval of their group, or by the hour where the name says so', () => {
  expect(recordedSteps(files)).toEqual(
    new Map([
      ['a:b:hourly', 3600],
      ['a:b:day', 240],
    ])
  );
});
