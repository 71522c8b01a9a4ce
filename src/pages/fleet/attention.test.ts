import { VERDICTS, wordsOf } from '../../vocabulary';
import { findingsOf, statusOf } from './attention';
import type { WorkloadNumbers } from './numbers';

const HEALTHY: WorkloadNumbers = {
  workload: { cluster: 'c', namespace: 'n', workload: 'w' },
  replicas: { current: 3, desired: 3, ready: 3, min: 1, max: 10 },
  loadPerSecond: 50,
  capacityPerSecond: 10,
  saturation: 5,
  errorRatio: 0.9,
  latencyP95Seconds: 80,
  reversals: 12,
  leaders: 0,
  standbys: undefined,
  coldStartP95Seconds: 4000,
  delayedRequests: 12,
  cost: undefined,
  verdicts: [],
  alerts: [],
  endedAtMs: undefined,
};

const telling = { clock: (timeMs: number) => `minute ${timeMs / 60_000}`, knownFromMs: 0 };
const MINUTE_5 = 300_000;
const flapping = { verdicts: [{ verdict: 'flapping', run: { fromMs: MINUTE_5, stepMs: 60_000 } }] } as const;
const leaderless = { verdicts: [{ verdict: 'leaderless', run: { fromMs: MINUTE_5, stepMs: 60_000 } }] } as const;

describe('findingsOf', () => {
  it.each<[string, Partial<WorkloadNumbers>, string[]]>([
    ['nothing where no rule found anything, whatever the numbers are', {}, []],
    ['a verdict, in the words of its alert', flapping, [`${wordsOf(VERDICTS.flapping)}, since minute 5`]],
    [
      'a verdict that may be older than all that is known',
      { verdicts: [{ verdict: 'flapping', run: { fromMs: 0, stepMs: 60_000 } }] },
      [`${wordsOf(VERDICTS.flapping)}, since before minute 0`],
    ],
    [
      'a verdict whose alert fires, once',
      { ...flapping, alerts: [{ name: 'ElastiscopeFlapping', severity: 'warning' }] },
      [`${wordsOf(VERDICTS.flapping)}, since minute 5`],
    ],
    [
      'an alert that still fires after its verdict is over',
      { alerts: [{ name: 'ElastiscopeFlapping', severity: 'warning' }] },
      [`${wordsOf(VERDICTS.flapping)}, a short while ago`],
    ],
    [
      'an alert without a verdict, by its name',
      { alerts: [{ name: 'ElastiscopeTwoLeaders', severity: 'critical' }] },
      ['ElastiscopeTwoLeaders fires'],
    ],
    ['no alert that is for information only', { alerts: [{ name: 'ElastiscopeDrillOverdue', severity: 'info' }] }, []],
    ['data that ended', { endedAtMs: MINUTE_5 }, ['No data since minute 5']],
  ])('%s', (_, change, texts) => {
    expect(findingsOf({ ...HEALTHY, ...change }, telling).map((finding) => finding.text)).toEqual(texts);
  });

  it('says the worst first', () => {
    const alerts = [{ name: 'ElastiscopeTwoLeaders', severity: 'critical' }] as const;
    const levels = findingsOf({ ...HEALTHY, ...flapping, alerts, endedAtMs: 0 }, telling).map(({ level }) => level);
    expect(levels).toEqual(['critical', 'warning', 'unknown']);
  });
});

describe('statusOf', () => {
  const nothing = { ...HEALTHY, replicas: { ...HEALTHY.replicas, current: undefined }, loadPerSecond: undefined };
  it.each([
    ['healthy', HEALTHY],
    ['unknown', nothing],
    ['unknown', { ...nothing, endedAtMs: 0 }],
    ['warning', { ...HEALTHY, ...flapping }],
    ['critical', { ...HEALTHY, ...leaderless }],
    ['critical', { ...nothing, ...leaderless, endedAtMs: 0 }],
  ])('%s', (status, numbers) => {
    expect(statusOf({ ...numbers, findings: findingsOf(numbers, telling) })).toBe(status);
  });
});
