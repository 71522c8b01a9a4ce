import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { VERDICTS, wordsOf } from '../../vocabulary';
import { REF } from './queries';
import { readFleet as read } from './rows';

const AT = Date.parse('2026-11-16T00:00:00Z'); // half of the month is over

type Answer = readonly [refId: string, workload: string, value: number, labels?: Record<string, string>];

function answers(...given: Answer[]): SeriesByRefId {
  const byRefId = new Map<string, PrometheusSeries[]>();
  for (const [refId, workload, value, labels] of given) {
    const series: PrometheusSeries = {
      refId,
      name: '',
      labels: { cluster: 'c', namespace: 'n', workload, ...labels },
      times: [AT],
      values: [value],
    };
    byRefId.set(refId, [...(byRefId.get(refId) ?? []), series]);
  }
  return byRefId;
}

const clock = (timeMs: number) => new Date(timeMs).toISOString().slice(11, 16);
const readFleet = (series: SeriesByRefId) => read(series, AT, { clock, knownFromMs: 0 });
const names = (series: SeriesByRefId) => readFleet(series).map((row) => row.workload.workload);

describe('readFleet', () => {
  it('puts the numbers of each workload into its own row', () => {
    const rows = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.workloads, 'b', 1],
        [REF.current, 'a', 3],
        [REF.current, 'b', 7],
        [REF.desired, 'a', 4],
        [REF.load, 'b', 12.5],
        [REF.delayed, 'b', 30]
      )
    );
    expect(rows).toMatchObject([
      { workload: { workload: 'a' }, replicas: { current: 3, desired: 4 }, loadPerSecond: undefined },
      { workload: { workload: 'b' }, replicas: { current: 7 }, loadPerSecond: 12.5, delayedRequests: 30 },
    ]);
  });

  it('tells workloads of one name apart by namespace and cluster', () => {
    const rows = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.workloads, 'a', 1, { namespace: 'other' }],
        [REF.workloads, 'a', 1, { cluster: 'other' }],
        [REF.current, 'a', 1],
        [REF.current, 'a', 2, { namespace: 'other' }],
        [REF.current, 'a', 3, { cluster: 'other' }]
      )
    );
    expect(rows.map((row) => row.replicas.current).sort()).toEqual([1, 2, 3]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });

  it('has a row for a workload of which nothing else is known, and none for numbers without a workload', () => {
    expect(readFleet(answers([REF.workloads, 'a', 1], [REF.current, 'gone', 5]))).toMatchObject([
      { workload: { workload: 'a' }, status: 'unknown' },
    ]);
  });

  it('does not list a workload twice when two sources describe it', () => {
    expect(names(answers([REF.workloads, 'a', 1], [REF.workloads, 'a', 1]))).toEqual(['a']);
  });

  it('names the alerts that fire, with what they say', () => {
    const [row] = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.alerts, 'a', 1, { alertname: 'ElastiscopeTwoLeaders', severity: 'critical' }],
        [REF.alerts, 'b', 1, { alertname: 'ElastiscopeFlapping', severity: 'warning' }],
        [REF.alerts, 'a', 1, { alertname: 'Nonsense', severity: 'loud' }]
      )
    );
    expect(row.alerts).toEqual([{ name: 'ElastiscopeTwoLeaders', severity: 'critical' }]);
  });

  it('flapping-alert-never-fires: says what the rules recorded, and since when', () => {
    const minutes = (from: number) => Array.from({ length: from + 1 }, (_, i) => AT - (from - i) * 60_000);
    const verdict = (name: string, times: number[]): PrometheusSeries => ({
      refId: REF.verdicts,
      name: '',
      labels: { cluster: 'c', namespace: 'n', workload: 'a', verdict: name },
      times,
      values: times.map(() => 5),
      stepMs: 60_000,
    });
    const series = new Map(answers([REF.workloads, 'a', 1], [REF.current, 'a', 3], [REF.reversals, 'a', 8]));
    series.set(REF.verdicts, [
      verdict('flapping', minutes(30)),
      verdict('scaling_lagging', [AT - 600_000]),
      verdict('at_max_short', minutes(5)),
    ]);
    const [row] = readFleet(series);
    expect(row).toMatchObject({ status: 'warning', reversals: 8 });
    expect(row.findings.map(({ text }) => text)).toEqual([
      `${wordsOf(VERDICTS.atMaxShort)}, since 23:55`,
      `${wordsOf(VERDICTS.flapping)}, since 23:30`,
    ]);
  });

  it('fleet-blank-when-scrapes-fail: keeps rows of workloads whose data ended, and says since when', () => {
    const rows = readFleet(answers([REF.ended, 'a', 1], [REF.workloads, 'b', 1], [REF.current, 'b', 2]));
    expect(rows.map(({ workload, status }) => [workload.workload, status])).toEqual([
      ['a', 'unknown'],
      ['b', 'healthy'],
    ]);
    expect(rows[0].findings).toEqual([{ level: 'unknown', text: 'No data since 00:00' }]);
  });

  it('holds the cost of the month against its budget', () => {
    const [row] = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.monthToDate, 'a', 60],
        [REF.monthForecast, 'a', 120],
        [REF.budget, 'a', 100, { objective: 'budget_usd_per_month' }]
      )
    );
    expect(row.cost).toMatchObject({ spentUsd: 60, forecastUsd: 120, budget: { verdict: 'over', overByUsd: 20 } });
  });

  it('projects the month itself where no forecast is recorded, and knows no verdict without a budget', () => {
    const [row] = readFleet(answers([REF.workloads, 'a', 1], [REF.monthToDate, 'a', 60]));
    expect(row.cost).toEqual({ spentUsd: 60, forecastUsd: 120, budget: undefined });
  });

  it('puts those that need attention first, then goes by name', () => {
    const series = answers(
      ...['z-healthy', 'a-healthy', 'warned', 'critical', 'twice-warned'].flatMap((name): Answer[] => [
        [REF.workloads, name, 1],
        [REF.current, name, 1],
      ]),
      [REF.workloads, 'silent', 1],
      [REF.alerts, 'warned', 1, { alertname: 'A', severity: 'warning' }],
      [REF.alerts, 'twice-warned', 1, { alertname: 'A', severity: 'warning' }],
      [REF.alerts, 'twice-warned', 1, { alertname: 'B', severity: 'warning' }],
      [REF.alerts, 'critical', 1, { alertname: 'C', severity: 'critical' }]
    );
    expect(names(series)).toEqual(['critical', 'twice-warned', 'warned', 'silent', 'a-healthy', 'z-healthy']);
  });

  it('is empty without answers', () => {
    expect(readFleet(new Map())).toEqual([]);
  });
});
