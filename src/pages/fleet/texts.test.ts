import type { WorkloadNumbers } from './numbers';
import { coldStartText, costText, errorsText, flappingText, leadersText, loadText, replicasText } from './texts';

const UNKNOWN: WorkloadNumbers = {
  workload: { cluster: 'c', namespace: 'n', workload: 'w' },
  replicas: {
    current: undefined,
    desired: undefined,
    ready: undefined,
    min: undefined,
    max: undefined,
  },
  loadPerSecond: undefined,
  capacityPerSecond: undefined,
  saturation: undefined,
  errorRatio: undefined,
  latencyP95Seconds: undefined,
  reversals: undefined,
  leaders: undefined,
  standbys: undefined,
  coldStartP95Seconds: undefined,
  delayedRequests: undefined,
  cost: undefined,
  verdicts: [],
  alerts: [],
  endedAtMs: undefined,
};

const replicas = (change: Partial<WorkloadNumbers['replicas']>) => ({
  ...UNKNOWN,
  replicas: { ...UNKNOWN.replicas, ...change },
});

describe('what cells say', () => {
  it.each([
    ['replicas at rest', replicasText(replicas({ current: 3, desired: 3, ready: 3, min: 1, max: 10 })), '3', '1–10'],
    ['replicas on their way', replicasText(replicas({ current: 3, desired: 5, ready: 2 })), '3 → 5', '2 ready'],
    ['a workload at zero', replicasText(replicas({ current: 0, desired: 0, ready: 0, min: 0, max: 4 })), '0', '0–4'],
    ['readiness without replicas', replicasText(replicas({ ready: 2, desired: 2 })), '2', undefined],
    [
      'load and capacity',
      loadText({ ...UNKNOWN, loadPerSecond: 8, capacityPerSecond: 10, saturation: 0.8 }),
      '8 req/s',
      '80% of 10',
    ],
    ['load without capacity', loadText({ ...UNKNOWN, loadPerSecond: 8 }), '8 req/s', undefined],
    ['no errors', errorsText({ ...UNKNOWN, errorRatio: 0 }), '0%', undefined],
    ['some errors', errorsText({ ...UNKNOWN, errorRatio: 0.00123 }), '0.12%', undefined],
    ['an autoscaler at rest', flappingText({ ...UNKNOWN, reversals: 8 }), '8', 'not flapping'],
    [
      'one that flaps',
      flappingText({
        ...UNKNOWN,
        reversals: 5,
        verdicts: [{ verdict: 'flapping', run: { fromMs: 0, stepMs: 60_000 } }],
      }),
      '5',
      'flapping',
    ],
    ['a leader', leadersText({ ...UNKNOWN, leaders: 1, standbys: 2 }), '1', '2 standby'],
    [
      'who waited',
      coldStartText({ ...UNKNOWN, coldStartP95Seconds: 38.2, delayedRequests: 12 }),
      '38.2 s',
      '12 waited',
    ],
    ['who waited for a start that never ended', coldStartText({ ...UNKNOWN, delayedRequests: 12 }), '–', '12 waited'],
    [
      'cost',
      costText({ ...UNKNOWN, cost: { spentUsd: 1, forecastUsd: 2, budget: undefined } }),
      '$1.00',
      '$2.00 by month end',
    ],
  ])('%s', (_, text, main, note) => {
    expect(text).toEqual(note === undefined ? { main } : { main, note });
  });

  it.each([replicasText, loadText, errorsText, flappingText, leadersText, coldStartText, costText])(
    'a dash where Prometheus has no number (%p)',
    (textOf) => {
      expect(textOf(UNKNOWN)).toEqual({ main: '–' });
    }
  );
});
