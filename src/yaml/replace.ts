import { isAlias, isScalar, isSeq, Scalar, type Node } from 'yaml';
import { YamlEditError } from './editError';
import { anchorIn, columnOf, dashesOf, endOf } from './places';
import type { TextEdit } from './textEdits';
import { flowText, isJsonText, isScalarValue, itemLines, scalarText, type Value } from './value';

/** The edit that puts another value in the place of a node. A scalar keeps its quotes; a list keeps its style and place. */
export function replaceNode(text: string, eol: string, node: Node, value: Value): TextEdit {
  const start = node.range?.[0] ?? 0;
  if (isAlias(node) || anchorIn(node) !== undefined) {
    throw new YamlEditError(start, 'is an anchor or an alias; write the value out');
  }
  if (isScalar(node) && isScalarValue(value)) {
    return { start, end: endOf(text, node), text: scalarText(value, quotesOf(node)) };
  }
  if (isSeq(node) && Array.isArray(value)) {
    if (node.flow === true) {
      return { start, end: endOf(text, node), text: flowText(value, isJsonText(text)) };
    }
    const first = dashesOf(node)[0];
    const indent = ' '.repeat(columnOf(text, first));
    return { start: first, end: endOf(text, node), text: itemLines(value).join(eol + indent) };
  }
  throw new YamlEditError(start, 'is of another kind than what is to stand here');
}

function quotesOf({ type }: Scalar): 'plain' | 'single' | 'double' {
  switch (type) {
    case Scalar.QUOTE_SINGLE:
      return 'single';
    case Scalar.QUOTE_DOUBLE:
      return 'double';
    default:
      return 'plain';
  }
}
