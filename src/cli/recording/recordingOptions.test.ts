/** @jest-environment node */
import { UsageError } from '../command';
import { recordingSource } from './recordingOptions';

const NOW_SECONDS = 1_800_000_000;
const USUAL = { prometheus: 'http://prom', workload: 'a/b' };

const source = (values: Parameters<typeof recordingSource>[0]) => recordingSource(values, NOW_SECONDS, {});

it('takes a file', () => expect(source({ load: 'week.csv' })).toEqual({ from: 'file', path: 'week.csv' }));

it.each<[string, Parameters<typeof recordingSource>[0], object]>([
  ['seven days up to now', {}, { range: { fromSeconds: NOW_SECONDS - 7 * 86_400, toSeconds: NOW_SECONDS } }],
  ['a longer past', { last: '4w2d' }, { range: { fromSeconds: NOW_SECONDS - 30 * 86_400, toSeconds: NOW_SECONDS } }],
  [
    'a past that ended',
    { last: '1h30m', until: '2026-11-26T10:00:00Z' },
    { range: { fromSeconds: 1_795_681_800, toSeconds: 1_795_687_200 } },
  ],
  ['seconds as its end', { last: '1s', until: '100' }, { range: { fromSeconds: 99, toSeconds: 100 } }],
  ['a workload of any cluster', {}, { workload: { cluster: undefined, namespace: 'a', workload: 'b' } }],
  ['a workload of one cluster', { workload: 'c/a/b' }, { workload: { cluster: 'c', namespace: 'a', workload: 'b' } }],
  [
    'own metrics, in whose queries there may be more of =',
    { metric: ['cpu=sum(x{a="b"})', 'rps=y'] },
    {
      queries: new Map([
        ['cpu', 'sum(x{a="b"})'],
        ['rps', 'y'],
      ]),
    },
  ],
])('takes %s', (_name, values, expected) => expect(source({ ...USUAL, ...values })).toMatchObject(expected));

it.each<[string, Parameters<typeof recordingSource>[0], string]>([
  ['no source', {}, '--load or --prometheus is missing'],
  ['two sources', { ...USUAL, load: 'x' }, '--load and --prometheus exclude each other'],
  ['no workload', { prometheus: 'http://prom' }, '--workload is missing'],
  ['a file with a time', { load: 'x', last: '1d' }, '--last goes with --prometheus only'],
  ['a workload without a namespace', { ...USUAL, workload: 'b' }, '--workload b: is not a workload'],
  ['a workload with too many parts', { ...USUAL, workload: 'a/b/c/d' }, '--workload a/b/c/d: is not a workload'],
  ['an empty part', { ...USUAL, workload: '/b' }, '--workload /b: is not a workload'],
  ['a duration without a unit', { ...USUAL, last: '7' }, '--last 7: is not a duration (use one like 12h, 7d or 1h30m)'],
  ['a duration of nothing', { ...USUAL, last: '0d' }, '--last 0d: is not a duration'],
  ['a duration with a rest', { ...USUAL, last: '1d x' }, '--last 1d x: is not a duration'],
  ['a time that is none', { ...USUAL, until: 'noon' }, '--until noon: is not a time'],
  ['a metric without a query', { ...USUAL, metric: ['cpu'] }, '--metric cpu: is not NAME=QUERY'],
  ['a timeout of 0', { ...USUAL, timeout: '0' }, '--timeout 0: has to be above 0'],
])('refuses %s', (_name, values, message) => {
  expect(() => source(values)).toThrow(UsageError);
  expect(() => source(values)).toThrow(message);
});
