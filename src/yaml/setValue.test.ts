/** @jest-environment node */
import { parse } from 'yaml';
import { YamlEditError } from './editError';
import { setValue, type Path } from './setValue';
import type { Value } from './value';

const RULES = { stabilizationWindowSeconds: 600 };
const POLICIES = [{ type: 'Percent', value: 10, periodSeconds: 60 }];

it.each<[string, string, Path, Value, string]>([
  ['a number, its comment stays', 'a: 1 # one\nb: 2\n', ['a'], 3, 'a: 3 # one\nb: 2\n'],
  ['a number in quotes keeps them', 'a: "1"\nb: \'1\'\n', ['b'], 3, 'a: "1"\nb: \'3\'\n'],
  ['a text over a number gets quotes when it reads as a number', 'a: 1\n', ['a'], '3', 'a: "3"\n'],
  ['a text that cannot be read otherwise gets none', 'a: 1\n', ['a'], '250m', 'a: 250m\n'],
  ['a text that means true gets quotes', 'a: x\n', ['a'], 'true', 'a: "true"\n'],
  ['an item of a list', 'a:\n- b: 1\n- b: 2\n', ['a', 1, 'b'], 3, 'a:\n- b: 1\n- b: 3\n'],
  ['a text block, up to its end', 'a: |\n  1\nb: 2\n', ['a'], '3', 'a: "3"\nb: 2\n'],
  [
    'a list, in its place and depth',
    'a:\n  p:\n    # slow\n    - type: Pods\n      value: 1\n    - type: Pods # two\n      value: 2 # last\n  b: 1\n',
    ['a', 'p'],
    POLICIES,
    'a:\n  p:\n    # slow\n    - type: Percent\n      value: 10\n      periodSeconds: 60 # last\n  b: 1\n',
  ],
  [
    'a list in brackets',
    'p: [{type: Pods}]\n',
    ['p'],
    POLICIES,
    'p: [{type: Percent, value: 10, periodSeconds: 60}]\n',
  ],
  [
    'a missing mapping, after the comments that belong to the one before',
    's:\n  b:\n    up:\n      w: 0\n      # of the rush\n  # of s\n\n# the end\nz: 1\n',
    ['s', 'b', 'down'],
    RULES,
    's:\n  b:\n    up:\n      w: 0\n      # of the rush\n    down:\n      stabilizationWindowSeconds: 600\n  # of s\n\n# the end\nz: 1\n',
  ],
  ['what is missing deeply', 'a: 1\ns:\n  x: 1', ['s', 'b', 'c'], 2, 'a: 1\ns:\n  x: 1\n  b:\n    c: 2'],
  [
    'an empty key',
    's:\n  b: # later\n  c: 1\n',
    ['s', 'b', 'down'],
    RULES,
    's:\n  b: # later\n    down:\n      stabilizationWindowSeconds: 600\n  c: 1\n',
  ],
  ['a null', 's:\n  b: null\n', ['s', 'b', 'd'], 1, 's:\n  b:\n    d: 1\n'],
  ['an empty key of a value', 'a:\nb: 1\n', ['a'], 5, 'a: 5\nb: 1\n'],
  ['an empty mapping in braces', 's: {}\n', ['s', 'b', 'd'], 1, 's: { b: {d: 1} }\n'],
  ['a mapping in braces', 's: {a: 1, b: [2]}\n', ['s', 'c'], 3, 's: {a: 1, b: [2], c: 3}\n'],
  ['a mapping in braces with a comma at its end', 's: {a: 1,}\n', ['s', 'c'], 3, 's: {a: 1, c: 3,}\n'],
  ['JSON', '{"s": {"a": 1}}', ['s', 'b'], { c: 'x' }, '{"s": {"a": 1, "b": {"c": "x"}}}'],
  ['JSON over several lines', '{\n  "a": 1\n}\n', ['b'], [1], '{\n  "a": 1,\n  "b": [1]\n}\n'],
  ['Windows line ends', 's:\r\n  a: 1\r\nt: 2\r\n', ['s', 'b', 'c'], 2, 's:\r\n  a: 1\r\n  b:\r\n    c: 2\r\nt: 2\r\n'],
  ['a marker and comments before', '# mine\n---\na: 1\n...\n', ['b'], 2, '# mine\n---\na: 1\nb: 2\n...\n'],
])('sets %s', (_name, text, path, value, expected) => {
  expect(setValue(text, path, value)).toBe(expected);
});

it.each<[string, string, Path, Value]>([
  ['an alias', 'a: &x 1\nb: *x\n', ['b'], 2],
  ['an anchor', 'a: &x 1\nb: *x\n', ['a'], 2],
  ['an item that is not there', 'a: [1]\n', ['a', 4], 2],
  ['a value below a scalar', 'a: 1\n', ['a', 'b'], 2],
  ['a list by a scalar', 'a: [1]\n', ['a'], 2],
  ['a text block at an open end', 's:\n  a: |\n    x', ['s', 'b'], 2],
  ['an empty text', '# nothing\n', ['a'], 2],
])('refuses %s', (_name, text, path, value) => {
  expect(() => setValue(text, path, value)).toThrow(YamlEditError);
});

it('writes what it was asked to, whatever the value', () => {
  const values: Value[] = [
    '',
    ' a',
    '- b',
    '#c',
    'é',
    '0x1f',
    '1e3',
    '~',
    'no',
    'a: b',
    "it's",
    1.5,
    true,
    [],
    {},
    ['x', [1]],
  ];
  const texts = ['s:\n  a: 1\n', 's: {a: 1}\n', '{"s": {"a": 1}}'];
  for (const value of values) {
    for (const text of texts) {
      expect(parse(setValue(text, ['s', 'b'], value))).toEqual({ s: { a: 1, b: value } });
    }
  }
});
