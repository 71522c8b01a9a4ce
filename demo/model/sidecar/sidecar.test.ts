import { publishStartup, publishState, visibleState } from '../../../src/exporter/lifecycle/publish';
import { observe, startingAt } from '../../../src/exporter/lifecycle/startup';
import { Metrics } from '../../../src/exporter/metrics';
import { SIDECAR } from '../../../src/vocabulary';
import { expositionOf } from '../expositionOf';
import { lifecycleAfter, lifecycleSeries } from './lifecycle';
import { sidecarSeries } from './sidecar';
import { durationSeries } from './traffic';

/** What the exporter itself writes of the metrics that the model has. */
async function exported(metrics: Metrics, names: ReadonlySet<string>): Promise<string[]> {
  const text = await metrics.scrape();
  return text
    .split('\n')
    .filter((line) => names.has(line.split(/[{ ]/)[0] ?? ''))
    .sort();
}

const namesOf = (series: ReadonlyArray<{ readonly name: string }>) => new Set(series.map(({ name }) => name));

it('begins with the counters with which the exporter begins', async () => {
  const series = sidecarSeries({ targets: {}, configHash: 'a', hasRole: false });
  const state = {
    process: { startedAt: 100, now: 130 },
    lifecycle: { cut: 0 },
    traffic: { delayed: 0, delaySeconds: 0 },
  };
  // These the exporter's parts set when they start.
  const byParts = [
    SIDECAR.buildInfo,
    SIDECAR.processStartTime,
    SIDECAR.clock,
    SIDECAR.backendConfigInfo,
    SIDECAR.httpRequestsAborted,
  ];
  const shown = expositionOf(
    series.filter(({ name }) => byParts.every((metric) => metric.name !== name)),
    state
  );
  expect(shown).toEqual(await exported(new Metrics(), namesOf(series)));
  expect(shown.length).toBeGreaterThan(4);
});

it.each([
  ['a start', [] as const, false],
  ['one that takes connections', ['accepted'] as const, false],
  ['one that is ready', ['accepted', 'ready'] as const, false],
  ['one that crashed afterwards', ['accepted', 'ready', 'refused'] as const, false],
  ['one that drains', ['accepted', 'ready'] as const, true],
])('shows %s as the exporter does', async (_what, observations, isDraining) => {
  const metrics = new Metrics();
  let status = startingAt(100);
  let state = lifecycleAfter({ cut: 0 }, status, false);
  publishStartup(metrics, status);
  observations.forEach((observation, index) => {
    status = observe(status, observation, 105 + 10 * index);
    state = lifecycleAfter(state, status, isDraining);
    publishStartup(metrics, status);
  });
  publishState(metrics, visibleState(status, isDraining));
  const series = lifecycleSeries();
  expect(expositionOf(series, lifecycleAfter(state, status, isDraining))).toEqual(
    await exported(metrics, namesOf(series))
  );
});

it('shows durations in the buckets of the exporter', async () => {
  const metrics = new Metrics();
  const observed = [0.02, 0.3, 400];
  observed.forEach((seconds) => metrics.observe(SIDECAR.httpRequestDuration, { route: 'run' }, seconds));
  const series = durationSeries('run');
  const within = (bound: number) => observed.filter((seconds) => seconds <= bound).length;
  expect(expositionOf(series, { within, sum: 400.32 })).toEqual(await exported(metrics, namesOf(series)));
});
