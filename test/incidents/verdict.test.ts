import type { Incident } from './incident';
import { judge } from './verdict';

const INCIDENT: Incident = {
  name: 'example',
  system: 'langflow',
  story: 'Something happens ten minutes in, and one alert has five minutes to say so.',
  duration: '40m',
  begins: '10m',
  series: () => [],
  fires: [{ alert: 'Expected', within: '5m', labels: { model: 'm' } }],
  mayFire: ['Tolerated'],
};

const fired = (alertname: string, value: number, labels = {}) => ({
  labels: {
    ...{ alertname, alertstate: 'firing', bundle: 'elastiscope', severity: 'warning' },
    ...{ cluster: 'demo', namespace: 'langflow', workload: 'langflow', ...labels },
  },
  value,
});

it.each([
  ['in time', [fired('Expected', 720, { model: 'm' })], 120, []],
  ['in time, beside a tolerated one', [fired('Expected', 600, { model: 'm' }), fired('Tolerated', 0)], 0, []],
  [
    'too late',
    [fired('Expected', 960, { model: 'm' })],
    360,
    ['Expected fired 6m after the trouble began (5m allowed)'],
  ],
  ['never', [], undefined, ['Expected did not fire (5m allowed)']],
  [
    'before the trouble',
    [fired('Expected', 540, { model: 'm' })],
    undefined,
    [
      'Expected did not fire (5m allowed)',
      'Expected{cluster="demo", namespace="langflow", workload="langflow", model="m"} fired at 9m and should not have',
    ],
  ],
  [
    'for another model, and for another workload too',
    [
      fired('Expected', 720, { model: 'm' }),
      fired('Expected', 720, { model: 'n' }),
      fired('Expected', 780, { model: 'm', workload: 'w' }),
    ],
    120,
    [
      'Expected{cluster="demo", namespace="langflow", workload="langflow", model="n"} fired at 12m and should not have',
      'Expected{cluster="demo", namespace="langflow", workload="w", model="m"} fired at 13m and should not have',
    ],
  ],
  [
    'with one that nobody expected',
    [fired('Expected', 720, { model: 'm' }), fired('Other', 1200)],
    120,
    ['Other{cluster="demo", namespace="langflow", workload="langflow"} fired at 20m and should not have'],
  ],
])('an alert that fires %s', (_name, samples, afterSeconds, problems) => {
  const verdict = judge(INCIDENT, samples);
  expect(verdict.detections).toEqual([{ alert: 'Expected', afterSeconds, withinSeconds: 300 }]);
  expect(verdict.problems).toEqual(problems);
});
