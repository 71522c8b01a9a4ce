import {
  type CST,
  isAlias,
  isCollection,
  isNode,
  isPair,
  isScalar,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

const BOM = '\uFEFF';

/** Column of an offset in its line, from 0; a byte order mark is no part of the line. */
export function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - start - (start === 0 && text.startsWith(BOM) ? 1 : 0);
}

/** Offset at which the line after that of an offset begins; the end of the text when there is none. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** Offset after the last character of a node: without the comments, blanks and line ends that follow it. */
export function endOf(text: string, node: Node): number {
  let [, end] = rangeOf(lastLeaf(node));
  while (text[end - 1] === '\n' || text[end - 1] === '\r') {
    end--;
  }
  return end;
}

/** Offset of the line after a node and after the comments that follow it and begin in `column` or deeper. */
export function lineAfter(text: string, node: Node, column: number): number {
  let end = keepsBlankLines(text, node) ? rangeOf(lastLeaf(node))[1] : nextLine(text, endOf(text, node));
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at)).trimEnd();
    const indent = line.length - line.trimStart().length;
    if (line.trimStart().startsWith('#') && indent >= column) {
      end = nextLine(text, at);
    } else if (line !== '') {
      break;
    }
  }
  return end;
}

/** Whether lines cannot follow a node without becoming part of it: a text block that the end of the file ends. */
export function isOpenAtEnd(text: string, node: Node): boolean {
  const leaf = lastLeaf(node);
  return isTextBlock(leaf) && rangeOf(leaf)[1] === text.length && !text.endsWith('\n');
}

/** Whether blank lines after a node are part of it: it ends with a text block that begins `|+` or `>+`. */
export function keepsBlankLines(text: string, node: Node): boolean {
  const leaf = lastLeaf(node);
  const [start] = rangeOf(leaf);
  return isTextBlock(leaf) && /^[|>]\d?\+/.test(text.slice(start, start + 3));
}

function isTextBlock(leaf: Node): boolean {
  return isScalar(leaf) && (leaf.type === 'BLOCK_LITERAL' || leaf.type === 'BLOCK_FOLDED');
}

/** The node that ends a node: the value of the last pair of the last item, and so on. */
function lastLeaf(node: Node): Node {
  const last = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? lastLeaf(inner) : node;
}

/** Offset of the dash of each item of a block sequence. */
export function dashesOf(sequence: YAMLSeq): readonly number[] {
  const token = sequence.srcToken;
  if (token?.type !== 'block-seq') {
    throw new Error('the dashes of a flow sequence were asked for');
  }
  return token.items.slice(0, sequence.items.length).map(({ start }) => offsetOf(start, 'seq-item-ind'));
}

/** Offset after the colon of each pair of a block mapping. */
export function colonsOf(map: YAMLMap): readonly number[] {
  const token = map.srcToken;
  if (token?.type !== 'block-map') {
    throw new Error('the colons of a flow mapping were asked for');
  }
  return token.items.slice(0, map.items.length).map(({ sep = [] }) => offsetOf(sep, 'map-value-ind') + 1);
}

function offsetOf(tokens: readonly CST.SourceToken[], type: CST.SourceToken['type']): number {
  const found = tokens.find((token) => token.type === type);
  if (found === undefined) {
    throw new Error(`no ${type} where one must be`);
  }
  return found.offset;
}

/** The pair of a mapping with this key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Whether a mapping takes keys over from another one: `<<: *other`. */
export function hasMergeKey(map: YAMLMap): boolean {
  return map.items.some(({ key }) => isScalar(key) && typeof key.value === 'symbol');
}

/** The first node in a node, itself included, that carries an anchor. */
export function anchorIn(node: Node): Node | undefined {
  let found: Node | undefined;
  visit(node, {
    Node: (_key, inner) => {
      if (!isAlias(inner) && inner.anchor !== undefined) {
        found = inner;
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

function rangeOf(node: Node): readonly [number, number, number] {
  if (!node.range) {
    throw new Error('a node that was read has no range');
  }
  return node.range;
}
