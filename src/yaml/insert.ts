import { isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { YamlEditError } from './editError';
import { colonsOf, columnOf, endOf, isOpenAtEnd, lineAfter, nextLine } from './places';
import { insertLines, type TextEdit } from './textEdits';
import { blockLines, flowPair, isJsonText, isScalarValue, scalarText, type Value } from './value';

/** The edits that add a pair at the end of a mapping. */
export function insertPair(text: string, eol: string, map: YAMLMap, key: string, value: Value): readonly TextEdit[] {
  if (map.flow === true) {
    return [insertFlowPair(text, eol, map, key, value)];
  }
  if (isOpenAtEnd(text, map)) {
    throw new YamlEditError(text.length, 'the text ends within a text block; end its last line first');
  }
  const column = columnOf(text, startOf(map.items[0]?.key));
  return [insertLines(text, eol, lineAfter(text, map, column), indented(blockLines(key, value), column))];
}

/** The edits that give a key without a value one; a comment behind it stays there. */
export function fillPair(text: string, eol: string, map: YAMLMap, pair: Pair, value: Value): readonly TextEdit[] {
  if (map.flow === true) {
    throw new YamlEditError(startOf(pair.key), 'is empty; give it a value or remove it');
  }
  const colon = colonsOf(map)[map.items.indexOf(pair)] ?? 0;
  const [start = colon, written = colon] = isScalar(pair.value) ? (pair.value.range ?? []) : [];
  const end = written > start ? written : colon;
  if (isScalarValue(value)) {
    return [{ start: colon, end, text: ` ${scalarText(value)}` }];
  }
  const column = columnOf(text, startOf(pair.key));
  const [, ...lines] = blockLines('', value);
  return [{ start: colon, end, text: '' }, insertLines(text, eol, nextLine(text, end), indented(lines, column))];
}

function insertFlowPair(text: string, eol: string, map: YAMLMap, key: string, value: Value): TextEdit {
  const [start = 0, end = 0] = map.range ?? [];
  const [first] = map.items;
  const last = map.items[map.items.length - 1];
  const isJson = isJsonText(text);
  const pair = flowPair(key, value, isJson);
  if (last === undefined) {
    return { start: start + 1, end: end - 1, text: isJson ? pair : ` ${pair} ` };
  }
  const firstStart = startOf(first.key);
  const isSpread = text.slice(start, firstStart).includes('\n');
  const gap = isSpread ? eol + ' '.repeat(columnOf(text, firstStart)) : ' ';
  const at = endOf(text, (last.value ?? last.key) as Node);
  return { start: at, end: at, text: `,${gap}${pair}` };
}

function startOf(key: unknown): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

function indented(lines: readonly string[], column: number): readonly string[] {
  return lines.map((line) => ' '.repeat(column) + line);
}
