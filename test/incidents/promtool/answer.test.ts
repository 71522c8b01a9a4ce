import { readFailures, readSamples } from './answer';

/** What promtool 2.42 printed, shortened. */
const ANSWER = `Unit Testing:  some.test.yml
  FAILED:
    expr: "min(up) >= bool 600", time: 40m0s,
        exp:{} 1E+00
        got:{} 0E+00
    expr: "last_over_time(ALERTS{bundle=\\"elastiscope\\"}[40m])", time: 40m0s,
        exp:nil
        got:{alertname="A", label="with } and \\", in it"} 1.2E+03, {alertname="B"} 6E+01
`;

it('tells which questions were answered otherwise, and how', () => {
  expect(readFailures(ANSWER)).toEqual([
    { expr: 'min(up) >= bool 600', got: '{} 0E+00' },
    {
      expr: 'last_over_time(ALERTS{bundle="elastiscope"}[40m])',
      got: '{alertname="A", label="with } and \\", in it"} 1.2E+03, {alertname="B"} 6E+01',
    },
  ]);
});

it('reads samples with whatever stands in their labels', () => {
  expect(readSamples(readFailures(ANSWER)[1]?.got ?? '')).toEqual([
    { labels: { alertname: 'A', label: 'with } and ", in it' }, value: 1200 },
    { labels: { alertname: 'B' }, value: 60 },
  ]);
});

it('reads no sample where there is none', () => {
  expect(readSamples('nil')).toEqual([]);
});
