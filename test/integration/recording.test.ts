import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Series } from '../../demo/history/store/series';
import { TemporaryPrometheus } from '../../demo/history/store/temporary';
import { ensureBinaries } from '../../setup/binaries';
import { readRecording } from '../../src/cli/recording/readRecording';
import { replicasAtStart, type Recording } from '../../src/cli/recording/recording';
import { parseWorkloadName } from '../../src/cli/recording/workloadName';
import type { MetricSpec } from '../../src/elasticity/autoscaler';
import { INSTANCE, WORKLOAD, type RecordedDefinition } from '../../src/vocabulary';

const FROM = Date.parse('2026-06-02T12:00:00Z') / 1000;
const MINUTES = 60;
const TO = FROM + 60 * MINUTES;

/** KEDA's trigger, and a metric of which nobody wrote anything down. */
const METRICS: readonly MetricSpec[] = [
  { type: 'External', name: 's0-prometheus', target: { type: 'AverageValue', value: 5 } },
  { type: 'External', name: 's1-prometheus', target: { type: 'AverageValue', value: 5 } },
];

let prometheus: TemporaryPrometheus;

beforeAll(async () => {
  const { prometheus: program } = await ensureBinaries(['prometheus']);
  prometheus = await TemporaryPrometheus.start(program, mkdtempSync(join(tmpdir(), 'recording-')));
  await prometheus.write(PAST);
});
afterAll(() => prometheus.stop());

/** A recorded series of a value a minute; nothing in the minutes without one. */
function past(
  { name }: RecordedDefinition,
  labels: Readonly<Record<string, string>>,
  valueAt: (minute: number) => number | undefined
): Series {
  const series = new Series({ __name__: name, ...labels });
  for (let minute = 0; minute < MINUTES; minute++) {
    const value = valueAt(minute);
    if (value !== undefined) {
      series.push(FROM + 60 * minute, value);
    }
  }
  return series;
}

const of = (cluster: string, namespace: string, workload: string) => ({ cluster, namespace, workload });
const always = (value: number) => () => value;

const ZERO = of('east', 'shop', 'zero');
const PAIR = of('east', 'shop', 'pair');
const TWIN_EAST = of('east', 'shop', 'twin');
const TWIN_WEST = of('west', 'shop', 'twin');
const SILENT = of('east', 'shop', 'silent');
const LOCAL = { namespace: 'compose', workload: 'local' };

const PAST: readonly Series[] = [
  ...[ZERO, PAIR, TWIN_EAST, TWIN_WEST, SILENT, LOCAL].flatMap((identity) =>
    ['sidecar', 'kube_state_metrics'].map((source) => past(WORKLOAD.info, { ...identity, source }, always(1)))
  ),
  // A ScaledObject: at zero replicas the sidecars see nobody, but KEDA does.
  past(WORKLOAD.requestRate, ZERO, (minute) => (minute < 10 ? 0 : 4)),
  past(WORKLOAD.triggerValue, { ...ZERO, trigger: 's0-prometheus' }, (minute) => (minute < 5 ? 0 : 4)),
  past(WORKLOAD.replicasCurrent, ZERO, (minute) => (minute < 10 ? 0 : 1)),
  // Two Prometheus with the same rules behind one address, of which one missed something; a gap in what both know.
  ...['a', 'b'].map((replica) =>
    past(WORKLOAD.requestRate, { ...PAIR, replica }, (minute) =>
      (replica === 'b' && minute === 3) || (minute >= 20 && minute < 40) ? undefined : 2
    )
  ),
  ...['a', 'b'].map((replica) => past(WORKLOAD.replicasDesired, { ...PAIR, replica }, (minute) => 1 + (minute % 2))),
  past(WORKLOAD.objective, { ...PAIR, objective: 'qps_per_replica' }, (minute) => (minute < 30 ? 2 : 3)),
  past(WORKLOAD.objective, { ...PAIR, objective: 'cold_start_seconds' }, always(300)),
  ...['a', 'b'].flatMap((replica) => {
    const first = { ...PAIR, replica, instance: 'p', start: '1' };
    return [
      past(INSTANCE.coldStart, { ...first, phase: 'total' }, (minute) => (minute < 5 ? 20 : undefined)),
      past(INSTANCE.coldStart, { ...first, phase: 'load' }, (minute) => (minute < 5 ? 15 : undefined)),
      past(INSTANCE.coldStart, { ...first, start: '2', phase: 'total' }, (minute) => (minute === 50 ? 10 : undefined)),
    ];
  }),
  past(WORKLOAD.requestRate, TWIN_EAST, always(1)),
  past(WORKLOAD.requestRate, TWIN_WEST, (minute) => (minute < 30 ? undefined : 7)),
  past(WORKLOAD.replicasDesired, TWIN_WEST, (minute) => (minute < 20 ? 2 : 5)),
  past(WORKLOAD.requestRate, LOCAL, always(3)),
];

function recordingOf(workload: string, queries: ReadonlyMap<string, string> = new Map()): Promise<Recording> {
  return readRecording(
    {
      from: 'prometheus',
      access: { url: prometheus.url, headers: {}, timeoutSeconds: 30 },
      workload: parseWorkloadName(workload),
      range: { fromSeconds: FROM, toSeconds: TO },
      queries,
    },
    METRICS
  );
}

const column = (values: ArrayLike<number | null | undefined>) => [...new Set(Array.from(values))];

it('takes what KEDA read for its trigger, so that a replay can wake from zero, and the load for all else', async () => {
  const { load, metrics, replicas } = await recordingOf('shop/zero');
  const [read, unread] = metrics;
  expect(unread).toEqual({ from: 'load' });
  const wakes = (series: typeof load | undefined) =>
    series && (series.timesSeconds[Array.from(series.values).indexOf(4)] - FROM) / 60;
  expect(wakes(load)).toBe(10);
  expect(read.from === 'series' && wakes(read.series)).toBe(5);
  // No autoscaler wrote down what it wanted: what there was stands for it.
  expect(replicas && column(replicas.values)).toEqual([0, 1]);
});

it('takes the own expression for a metric before all else', async () => {
  const { metrics } = await recordingOf('shop/zero', new Map([['s0-prometheus', 'vector(9)']]));
  expect(metrics[0].from === 'series' && column(metrics[0].series.values)).toEqual([9]);
});

it('reads one load from two Prometheus that recorded it, and keeps the gap of both', async () => {
  const { load } = await recordingOf('shop/pair');
  expect(column(load.values)).toEqual([2]);
  const steps = Array.from({ length: load.timesSeconds.length - 1 }, (_, i) => {
    return load.timesSeconds[i + 1] - load.timesSeconds[i];
  });
  // Prometheus itself holds a value for five minutes.
  expect(steps.filter((seconds) => seconds !== 15)).toEqual([(20 + 1 - 5) * 60]);
});

it('knows each cold start once, by its total, and the capacity as it was last', async () => {
  const { coldStartSeconds, requestsPerSecondPerReplica } = await recordingOf('shop/pair');
  expect(coldStartSeconds).toEqual([10, 20]);
  expect(requestsPerSecondPerReplica).toBe(3);
});

it('knows neither where nothing is recorded', async () => {
  const { coldStartSeconds, requestsPerSecondPerReplica, replicas } = await recordingOf('compose/local');
  expect({ coldStartSeconds, requestsPerSecondPerReplica, replicas }).toEqual({
    coldStartSeconds: [],
    requestsPerSecondPerReplica: undefined,
    replicas: undefined,
  });
});

it('starts with the replicas of the time from which on the load is known', async () => {
  const recording = await recordingOf('west/shop/twin');
  expect(recording.load.timesSeconds[0]).toBe(FROM + 30 * 60);
  expect(replicasAtStart(recording)).toBe(5);
});

it.each<[string, string, string]>([
  ['with a cluster', 'east/shop/twin', 'east/shop/twin from 2026-06-02T12:00:00Z to 2026-06-02T12:59:45Z'],
  ['without one, where the scrape sets none', 'compose/local', 'compose/local from 2026-06-02T12:00:00Z to'],
])('finds a workload %s', async (_name, workload, name) => {
  expect((await recordingOf(workload)).name).toContain(name);
});

it.each<[string, string, string]>([
  ['is in several clusters', 'shop/twin', 'shop/twin is in several clusters; name one: east/shop/twin, west/shop/twin'],
  [
    'has no load',
    'shop/silent',
    'east/shop/silent: no load (workload:requests:rate2m) is recorded from 2026-06-02T12:00:00Z to 2026-06-02T13:00:00Z',
  ],
  [
    'is not there',
    'shop/nobody',
    'knows no workload shop/nobody; there are compose/local, east/shop/pair, east/shop/silent, east/shop/twin, east/shop/zero, west/shop/twin',
  ],
])('says that a workload %s', async (_name, workload, message) => {
  await expect(recordingOf(workload)).rejects.toThrow(message);
});
