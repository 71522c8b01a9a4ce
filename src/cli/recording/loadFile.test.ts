/** @jest-environment node */
import { CommandError } from '../command';
import { readLoad } from './loadFile';

const rows = (text: string) => {
  const { load, replicas } = readLoad('load', text);
  return Array.from(load.timesSeconds, (time, i) => [time, load.values[i], replicas?.values[i]]);
};

it.each<[string, string, unknown]>([
  [
    'CSV',
    '0,1.5\n15,2\n',
    [
      [0, 1.5, undefined],
      [15, 2, undefined],
    ],
  ],
  [
    'CSV with a heading, replicas and Windows line ends',
    'time,rps,replicas\r\n0,1,2\r\n15,3,2\r\n',
    [
      [0, 1, 2],
      [15, 3, 2],
    ],
  ],
  ['CSV with ISO times', '1970-01-01T00:00:10Z,1', [[10, 1, undefined]]],
  [
    'CSV with gaps',
    '0,,1\n15,NaN,\n',
    [
      [0, NaN, 1],
      [15, NaN, NaN],
    ],
  ],
  [
    'JSON rows',
    '[[0, 1, 2], [15, null, 3]]',
    [
      [0, 1, 2],
      [15, NaN, 3],
    ],
  ],
  [
    'an answer of Prometheus',
    '{"status":"success","data":{"result":[{"metric":{},"values":[[0,"1"],[15,"2.5"]]}]}}',
    [
      [0, 1, undefined],
      [15, 2.5, undefined],
    ],
  ],
  ['nothing', '', []],
])('reads %s', (_name, text, expected) => expect(rows(text)).toEqual(expected));

it('reads what metrics were from further columns, by their headings', () => {
  const { metrics } = readLoad('load', 'time,rps,replicas,cpu,memory\n0,1,2,1.4,0.5\n15,1,2,,0.6\n30,1,2,1.5\n');
  expect([...metrics].map(([name, { values }]) => [name, values])).toEqual([
    ['cpu', [1.4, NaN, 1.5]],
    ['memory', [0.5, 0.6, NaN]],
  ]);
});

it.each<[string, string, string]>([
  [
    'a time that is none',
    '0,1\nnoon,2',
    'load:2: "noon" is not a time (use seconds since 1970, or 2026-11-26T10:00:00Z)',
  ],
  ['a value that is none', '0,1\n15,many', 'load:2: "many" is not a number'],
  ['JSON that is none', '[[0, 1', 'load: is not JSON: '],
  ['JSON rows that are none', '[{"time": 0}]', 'load: row 1 is not a list of time, load and, if known, replicas'],
  ['several series', '{"data":{"result":[{},{}]}}', 'load: has 2 series; sum them up to one'],
  ['no series', '{"data":{"result":[]}}', 'load: has 0 series; sum them up to one'],
  [
    'an instant answer',
    '{"data":{"result":[{"value":[0,"1"]}]}}',
    'load: has no range of values; ask query_range, not query',
  ],
  ['some other JSON', '{"a":1}', 'load: is neither a list of rows nor an answer of Prometheus to query_range'],
])('refuses %s', (_name, text, message) => {
  expect(() => readLoad('load', text)).toThrow(CommandError);
  expect(() => readLoad('load', text)).toThrow(message);
});
