import { compareWithBudget } from '../../elasticity/cost';
import { findingsOf, isFlapping, statusOf } from './attention';
import type { WorkloadNumbers } from './numbers';

const HEALTHY: WorkloadNumbers = {
  workload: { cluster: 'c', namespace: 'n', workload: 'w' },
  replicas: { current: 3, desired: 3, ready: 3, updated: 3, min: 1, max: 10 },
  loadPerSecond: 5,
  capacityPerSecond: 10,
  saturation: 0.5,
  errorRatio: 0.0005,
  latencyP95Seconds: 0.8,
  reversals: 1,
  amplitude: 2,
  boundsChanges: 0,
  leaders: undefined,
  standbys: undefined,
  coldStartP95Seconds: 40,
  delayedRequests: 12,
  cost: undefined,
  alerts: { critical: 0, warning: 0, info: 0 },
  targets: { successRatio: 0.999, latencyP95Seconds: 1.5, coldStartSeconds: 300 },
};

const flapping = { reversals: 4, amplitude: 2 };
const cost = (spentUsd: number, forecastUsd: number) => ({
  spentUsd,
  forecastUsd,
  budget: compareWithBudget({ atMs: Date.parse('2026-11-16T00:00:00Z'), spentUsd, forecastUsd, budgetUsd: 100 }),
});

describe('findingsOf', () => {
  it.each<[string, Partial<WorkloadNumbers>, string[]]>([
    ['nothing about a healthy workload', {}, []],
    ['firing alerts', { alerts: { critical: 1, warning: 2, info: 9 } }, ['1 critical alert', '2 warning alerts']],
    ['nobody leads', { leaders: 0, standbys: 2 }, ['no leader']],
    ['more than one leads', { leaders: 2, standbys: 0 }, ['2 leaders at once']],
    ['nobody would take over', { leaders: 1, standbys: 0 }, ['no standby']],
    ['one leads, one stands by', { leaders: 1, standbys: 1 }, []],
    ['load above capacity', { saturation: 1.234 }, ['load is 123% of capacity']],
    ['load that the replicas just carry', { saturation: 1 }, []],
    ['errors above the objective', { errorRatio: 0.0123 }, ['errors 1.23%']],
    ['errors within the objective', { errorRatio: 0.0009 }, []],
    ['latency above the objective', { latencyP95Seconds: 2 }, ['p95 above 1.50 s']],
    [
      'latency without an objective',
      { latencyP95Seconds: 99, targets: { ...HEALTHY.targets, latencyP95Seconds: undefined } },
      [],
    ],
    ['flapping', flapping, ['flaps, 4 reversals in 1 h']],
    ['slow cold starts', { coldStartP95Seconds: 301 }, ['cold starts above 5 mins']],
    ['a budget that will not hold', { cost: cost(60, 120) }, ['month will be $20.00 over budget']],
    ['a budget that is gone', { cost: cost(100, 120) }, ['budget used up']],
    ['a budget that holds', { cost: cost(60, 90) }, []],
  ])('%s', (_, change, texts) => {
    expect(findingsOf({ ...HEALTHY, ...change }).map((finding) => finding.text)).toEqual(texts);
  });

  it('says the worst first', () => {
    const levels = findingsOf({ ...HEALTHY, saturation: 2, leaders: 0, alerts: { critical: 0, warning: 1, info: 0 } });
    expect(levels.map((finding) => finding.level)).toEqual(['critical', 'warning', 'warning']);
  });
});

describe('isFlapping', () => {
  it.each<[string, Partial<WorkloadNumbers>, boolean]>([
    ['four reversals by two replicas', flapping, true],
    ['three reversals', { ...flapping, reversals: 3 }, false],
    ['one replica more or less', { ...flapping, amplitude: 1 }, false],
    ['an edit of the bounds', { ...flapping, boundsChanges: 1 }, false],
    ['a running rollout', { ...flapping, replicas: { ...HEALTHY.replicas, updated: 1 } }, false],
    ['nothing recorded', { reversals: undefined, amplitude: undefined }, false],
  ])('%s', (_, change, expected) => {
    expect(isFlapping({ ...HEALTHY, ...change })).toBe(expected);
  });
});

describe('statusOf', () => {
  const nothing = { ...HEALTHY, replicas: { ...HEALTHY.replicas, current: undefined }, loadPerSecond: undefined };
  it.each([
    ['healthy', HEALTHY],
    ['unknown', nothing],
    ['warning', { ...HEALTHY, ...flapping }],
    ['critical', { ...HEALTHY, leaders: 0 }],
  ])('%s', (status, numbers) => {
    expect(statusOf({ ...numbers, findings: findingsOf(numbers) })).toBe(status);
  });
});
