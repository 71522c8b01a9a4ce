/** @jest-environment node */
import { isBoundedJson } from './jsonBounds';

it.each<[string, string, boolean]>([
  ['a chat', '{"model":"m","messages":[{"role":"user","content":"[[[{{{"}]}', true],
  ['brackets in strings', `{"x":"${'['.repeat(300_000)}"}`, true],
  ['quotes that are escaped', `{"x":"\\"${'['.repeat(300_000)}\\\\\\""}`, true],
  ['a string that ends after a backslash', `{"x":"\\\\","y":${'['.repeat(600)}`, false],
  ['a list of token ids', `{"input":[${'1,'.repeat(500_000)}1]}`, true],
  ['ten thousand messages', `[${'{"role":"user","content":[{"type":"text"}]},'.repeat(10_000)}1]`, true],
  ['json_deep', `{"model":"m","x":${'['.repeat(2_000_000)}`, false],
  ['500 levels', '['.repeat(500), true],
  ['501 levels', '['.repeat(501), false],
  ['a million empty objects', `{"x":[${'{},'.repeat(1_000_000)}1]}`, false],
  ['a string that never ends', '{"x":"abc', true],
  ['nothing', '', true],
])('%s: can be parsed', (_, text, expected) => {
  expect(isBoundedJson(text)).toBe(expected);
});
