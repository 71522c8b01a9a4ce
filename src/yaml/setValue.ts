import { isMap, isNode, isScalar, isSeq, parseAllDocuments, Scalar, type Document, type Node } from 'yaml';
import { YamlEditError } from './editError';
import { fillPair, insertPair } from './insert';
import { pairOf } from './places';
import { replaceNode } from './replace';
import { applyEdits, type TextEdit } from './textEdits';
import type { Value } from './value';

/** The way to a value: keys of mappings and indices of lists. */
export type Path = ReadonlyArray<string | number>;

/**
 * Sets one value of the document of a YAML or JSON text. Every byte elsewhere stays as it is; mappings that are missing on the
 * way are added, and a scalar keeps its quotes.
 *
 * @throws YamlEditError where that is not possible: aliases, anchors, an item that is not there, styles that nobody writes
 */
export function setValue(text: string, path: Path, value: Value): string {
  const document = documentOf(text);
  const root = document.contents;
  if (root === null) {
    throw new YamlEditError(0, 'The text is empty');
  }
  const wanted = typeof value === 'number' && isQuoted(document.getIn(path, true)) ? String(value) : value;
  const after = applyEdits(text, editsFor(text, root, path, wanted));
  if (meaningOf(documentOf(after)) !== JSON.stringify(withValue(document.toJS(), path, wanted))) {
    throw new YamlEditError(0, `${path.join('.')} cannot be changed in place; write what is around it in block style`);
  }
  return after;
}

function editsFor(text: string, node: Node, path: Path, value: Value): readonly TextEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [step, ...rest] = path;
  if (step === undefined) {
    return [replaceNode(text, eol, node, value)];
  }
  if (isSeq(node) && isNode(node.items[Number(step)])) {
    return editsFor(text, node.items[Number(step)] as Node, rest, value);
  }
  if (!isMap(node)) {
    throw new YamlEditError(node.range?.[0] ?? 0, `has no ${step}`);
  }
  const pair = pairOf(node, String(step));
  if (pair === undefined) {
    return insertPair(text, eol, node, String(step), nested(rest, value));
  }
  return isEmpty(pair.value)
    ? fillPair(text, eol, node, pair, nested(rest, value))
    : editsFor(text, pair.value as Node, rest, value);
}

function withValue(whole: unknown, path: Path, value: Value): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  return Array.isArray(whole)
    ? whole.map((item: unknown, i) => (i === step ? withValue(item, rest, value) : item))
    : { ...Object(whole), [step]: withValue(Object(whole)[step], rest, value) };
}

function nested(path: Path, value: Value): Value {
  return path.reduceRight<Value>((inner, key) => ({ [key]: inner }), value);
}

/** A number in quotes is one that the reader of the text wants as a text, or takes as either. */
function isQuoted(node: unknown): boolean {
  return isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

function documentOf(text: string): Document.Parsed {
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  const filled = Array.isArray(documents) ? documents.find(({ contents }) => !isEmpty(contents)) : undefined;
  if (filled === undefined) {
    throw new YamlEditError(0, 'The text is empty');
  }
  return filled;
}

/** What a document says, to be compared; what is wrong with it, if it says nothing. */
function meaningOf(document: Document): string {
  const [error] = document.errors;
  return error?.message ?? JSON.stringify(document.toJS());
}
