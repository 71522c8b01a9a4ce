import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { REF } from './queries';
import { readFleet } from './rows';

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

  it('counts alerts by severity', () => {
    const [row] = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.alerts, 'a', 2, { severity: 'critical' }],
        [REF.alerts, 'a', 5, { severity: 'warning' }]
      )
    );
    expect(row.alerts).toEqual({ critical: 2, warning: 5, info: 0 });
  });

  it('compares with the targets that a workload sets, and with the documented ones where it sets none', () => {
    const rows = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.workloads, 'b', 1],
        [REF.objectives, 'a', 0.9, { objective: 'success_ratio' }],
        [REF.objectives, 'a', 1.5, { objective: 'latency_p95_seconds' }]
      )
    );
    expect(rows.map((row) => row.targets)).toEqual([
      { successRatio: 0.9, latencyP95Seconds: 1.5, coldStartSeconds: 300 },
      { successRatio: 0.999, latencyP95Seconds: undefined, coldStartSeconds: 300 },
    ]);
  });

  it('holds the cost of the month against its budget', () => {
    const [row] = readFleet(
      answers(
        [REF.workloads, 'a', 1],
        [REF.monthToDate, 'a', 60],
        [REF.monthForecast, 'a', 120],
        [REF.objectives, 'a', 100, { objective: 'budget_usd_per_month' }]
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
      [REF.alerts, 'warned', 1, { severity: 'warning' }],
      [REF.alerts, 'twice-warned', 1, { severity: 'warning' }],
      [REF.saturation, 'twice-warned', 1.2],
      [REF.leaders, 'critical', 2]
    );
    expect(names(series)).toEqual(['critical', 'twice-warned', 'warned', 'silent', 'a-healthy', 'z-healthy']);
  });

  it('is empty without answers', () => {
    expect(readFleet(new Map())).toEqual([]);
  });
});
