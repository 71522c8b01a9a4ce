import {
  isAlias,
  isCollection,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Configuration } from './configuration';
import {
  anchorIn,
  colonsOf,
  columnOf,
  dashesOf,
  endOf,
  hasMergeKey,
  isOpenAtEnd,
  keepsBlankLines,
  lineAfter,
  nextLine,
  pairOf,
} from '../../../yaml/places';
import { insertLines, type TextEdit } from '../../../yaml/textEdits';

const OPEN_AT_END = 'the file ends within a text block; end its last line first';

/** An item as its lines, which begin at the dash in column 0. */
export type ItemLines = readonly string[];

/** An item that is there. */
export interface ListItem {
  readonly node: Node;
  /** Its text, dash included, without the indentation of the list. */
  readonly lines: ItemLines;
}

/** A list of the configuration, by the key of a mapping, as the edits that change it. */
export interface EditableList {
  /** Whether the key is there at all; if not, adding items adds it at the end of the mapping. */
  readonly exists: boolean;
  readonly items: readonly ListItem[];
  prepend(items: readonly ItemLines[]): readonly TextEdit[];
  append(items: readonly ItemLines[]): readonly TextEdit[];
  /** Puts other items in the place of one; in the place of none to remove it. */
  replace(index: number, items: readonly ItemLines[]): readonly TextEdit[];
}

/**
 * The list below a key of a mapping. Throws CommandError where text cannot be put in without changing what the user wrote: flow
 * style, anchors, aliases, tags and merge keys.
 */
export function editableList(configuration: Configuration, map: YAMLMap, key: string): EditableList {
  requireBlockStyle(configuration, map, key);
  const pair = pairOf(map, key);
  if (pair === undefined) {
    if (hasMergeKey(map)) {
      throw configuration.refusal(
        map,
        `${key} may come from the merge key (<<) here; write it out as a list of its own`
      );
    }
    return missingList(configuration, map, key);
  }
  const { value } = pair;
  if (isAlias(value)) {
    throw configuration.refusal(value, `${key} is an alias (*${value.source}); write the list out`);
  }
  if (isEmptyValue(value)) {
    if (value?.anchor !== undefined) {
      requireBlockStyle(configuration, value, key);
    }
    return emptyList(configuration, map, pair);
  }
  if (!isSeq(value)) {
    throw configuration.refusal(pair.key as Node, `${key} must be a list`);
  }
  requireBlockStyle(configuration, value, key);
  return filledList(configuration, map, key, value);
}

/** Refuses flow style, an anchor or a tag on a collection that is to be edited. */
export function requireBlockStyle({ refusal }: Configuration, node: Node, key: string): void {
  if (isAlias(node)) {
    throw refusal(node, `${key} is an alias (*${node.source}); write it out`);
  }
  if (node.anchor !== undefined) {
    throw refusal(node, `${key} has an anchor (&${node.anchor}), so other places would change with it; write both out`);
  }
  if (node.tag !== undefined && node.srcToken !== undefined && isCollection(node) && isTagged(node.tag)) {
    throw refusal(node, `${key} has a tag (${node.tag}); remove it`);
  }
  if (isCollection(node) && node.flow === true) {
    throw refusal(node, `${key} is in flow style ([…] or {…}); write it as an indented block`);
  }
}

/** The two tags that the parser gives to every collection say nothing. */
function isTagged(tag: string): boolean {
  return tag !== 'tag:yaml.org,2002:map' && tag !== 'tag:yaml.org,2002:seq';
}

function isEmptyValue(value: unknown): value is Scalar | YAMLSeq | YAMLMap | null {
  return (
    value === null ||
    (isScalar(value) && value.value === null) ||
    (isCollection(value) && value.flow === true && value.items.length === 0)
  );
}

function filledList(configuration: Configuration, map: YAMLMap, key: string, list: YAMLSeq): EditableList {
  const { text, eol, refusal } = configuration;
  const nodes = list.items.filter(isNode);
  const dashes = dashesOf(list);
  const column = columnOf(text, dashes[0] ?? 0);
  const last = nodes.at(-1);
  const place = (index: number) => {
    const [node, dash] = [nodes[index], dashes[index]];
    if (node === undefined || dash === undefined) {
      throw new Error(`there is no item ${index} in ${key}`);
    }
    return { node, start: dash, end: endOf(text, node) };
  };
  return {
    exists: true,
    items: nodes.map((node, index) => {
      const { start, end } = place(index);
      return { node, lines: outdented(text.slice(start, end), column) };
    }),
    prepend: (added) => [insertLines(text, eol, nextLine(text, colonOf(map, key)), indented(added, column))],
    append: (added) => {
      if (last === undefined || isOpenAtEnd(text, last)) {
        throw refusal(last, OPEN_AT_END);
      }
      return [insertLines(text, eol, lineAfter(text, last, Math.max(column, 1)), indented(added, column))];
    },
    replace: (index, replacement) => {
      const { node, start, end } = place(index);
      const anchored = anchorIn(node);
      if (anchored !== undefined) {
        throw refusal(anchored, 'an anchor stands in what is to be replaced; write out what refers to it');
      }
      return replacement.length === 0
        ? [{ start: lineEndBefore(text, start), end: lineEndAfter(text, end), text: '' }]
        : [{ start, end, text: indented(replacement, column).join(eol).trimStart() }];
    },
  };
}

/** `key:`, `key: []` or `key: null`: what stands for nothing goes, comments stay. */
function emptyList(configuration: Configuration, map: YAMLMap, pair: Pair): EditableList {
  const { text, eol } = configuration;
  const key = pair.key as Node;
  const colon = colonsOf(map)[map.items.indexOf(pair)] ?? 0;
  const value = pair.value as Node | null;
  const [start = colon, written = colon] = value?.range ?? [];
  const end = value !== null && written > start ? endOf(text, value) : colon;
  const column = columnOf(text, key.range?.[0] ?? 0) + 2;
  const fill = (added: readonly ItemLines[]): readonly TextEdit[] => [
    ...(end > colon ? [{ start: colon, end, text: '' }] : []),
    insertLines(text, eol, nextLine(text, end), indented(added, column)),
  ];
  return { exists: true, items: [], prepend: fill, append: fill, replace: noItem };
}

function missingList(configuration: Configuration, map: YAMLMap, key: string): EditableList {
  const { text, eol, root, refusal } = configuration;
  const column = columnOf(text, (map.items[0]?.key as Node).range?.[0] ?? 0);
  const add = (added: readonly ItemLines[]): readonly TextEdit[] => {
    if (isOpenAtEnd(text, map)) {
      throw refusal(map, OPEN_AT_END);
    }
    const gap = map === root && !keepsBlankLines(text, map) ? [''] : [];
    const lines = [...gap, `${' '.repeat(column)}${key}:`, ...indented(added, column + 2)];
    return [insertLines(text, eol, lineAfter(text, map, map === root ? 0 : column), lines)];
  };
  return { exists: false, items: [], prepend: add, append: add, replace: noItem };
}

function noItem(): never {
  throw new Error('an empty list has no item to replace');
}

function colonOf(map: YAMLMap, key: string): number {
  const index = map.items.findIndex((pair) => pair === pairOf(map, key));
  return colonsOf(map)[index] ?? 0;
}

function indented(items: readonly ItemLines[], column: number): string[] {
  return items.flat().map((line) => (line === '' ? '' : ' '.repeat(column) + line));
}

function outdented(item: string, column: number): ItemLines {
  const indentation = new RegExp(`^ {0,${column}}`);
  return item.split(/\r?\n/).map((line, index) => (index === 0 ? line : line.replace(indentation, '')));
}

function lineEndBefore(text: string, offset: number): number {
  const newline = text.lastIndexOf('\n', offset - 1);
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

function lineEndAfter(text: string, offset: number): number {
  const end = nextLine(text, offset);
  return end === text.length && !text.endsWith('\n') ? end : lineEndBefore(text, end);
}
