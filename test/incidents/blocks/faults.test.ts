import { SIDECAR } from '../../../src/vocabulary';
import { UNSCRAPED, type SourceSeries } from '../series/source';
import { afflicted, exporterRestarts, prometheusDown, replaced, scrapesFail, twoReplicas } from './faults';

const pod = { job: 'elastiscope', instance: 'a' };
const series: readonly SourceSeries[] = [
  { name: 'up', labels: pod, at: () => 1 },
  { name: SIDECAR.buildInfo.name, labels: pod, at: () => 1 },
  { name: SIDECAR.httpRequests.name, labels: pod, at: (seconds) => seconds },
  { name: SIDECAR.processStartTime.name, labels: pod, at: () => 0 },
  { name: 'up', labels: { job: 'kube-state-metrics', instance: 'k' }, at: () => 1 },
];

const values = (all: readonly SourceSeries[], ...times: readonly number[]) =>
  all.map(({ name, labels, at }) => [name, labels.instance, ...times.map(at)]);

it('while Prometheus is down nothing is scraped', () => {
  const down = afflicted(series, prometheusDown('1m', '2m'));
  expect(down.map(({ at }) => [45, 60, 105, 120].map((seconds) => at(seconds) === UNSCRAPED))).toEqual(
    series.map(() => [false, true, true, false])
  );
});

it('a target whose scrapes fail is down, and says nothing', () => {
  expect(values(scrapesFail({ instance: 'a' }, '1m', '2m')(series), 45, 60, 120)).toEqual([
    ['up', 'a', 1, 0, 1],
    ['elastiscope_build_info', 'a', 1, undefined, 1],
    ['http_requests_total', 'a', 45, undefined, 120],
    ['process_start_time_seconds', 'a', 0, undefined, 0],
    ['up', 'k', 1, 1, 1],
  ]);
});

it('a target that is replaced goes on under other labels', () => {
  expect(values(replaced({ instance: 'k' }, { instance: 'l' }, '1m', '2m')(series.slice(4)), 45, 60, 120)).toEqual([
    ['up', 'k', 1, undefined, undefined],
    ['up', 'l', undefined, undefined, 1],
  ]);
});

it('an exporter that is restarted counts from zero', () => {
  expect(values(exporterRestarts('1m')(series), 45, 60, 75, 90)).toEqual([
    ['up', 'a', 1, 0, 1, 1],
    ['elastiscope_build_info', 'a', 1, undefined, 1, 1],
    ['http_requests_total', 'a', 45, undefined, 15, 30],
    ['process_start_time_seconds', 'a', 0, undefined, 60, 60],
    ['up', 'k', 1, 1, 1, 1],
  ]);
});

it('two replicas of Prometheus write everything twice', () => {
  expect(twoReplicas(series.slice(0, 1)).map(({ labels }) => labels.prometheus_replica)).toEqual(['a', 'b']);
});
