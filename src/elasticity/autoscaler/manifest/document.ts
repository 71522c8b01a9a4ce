import { LineCounter, parseAllDocuments, type Document, type Node } from 'yaml';
import { ManifestError } from './error';

/** A manifest of an autoscaler takes a few kB; Kubernetes itself takes objects of 1.5 MiB. */
const MOST_CHARACTERS = 256 * 1024;

export interface ParsedManifest {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly root: Node;
}

/**
 * Parses the one document of a text.
 *
 * @throws ManifestError when the text is too large, no YAML, empty, or has several documents
 */
export function parseManifest(text: string): ParsedManifest {
  if (text.length > MOST_CHARACTERS) {
    const [size, most] = [text.length, MOST_CHARACTERS].map((length) => `${Math.ceil(length / 1024)} KiB`);
    throw new ManifestError(undefined, '', `The text has ${size}; a manifest may have ${most}.`);
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const documents = 'empty' in parsed ? [] : parsed;
  const [problem] = documents.flatMap(({ errors }) => errors);
  if (problem !== undefined) {
    throw new ManifestError(lines.linePos(problem.pos[0]).line, '', `not YAML: ${problem.message}`);
  }
  const filled = documents.filter(({ contents }) => contents !== null && !isEmpty(contents));
  const [first, second] = filled;
  if (first?.contents === null || first === undefined) {
    throw new ManifestError(undefined, '', 'The text is empty; give the manifest of an autoscaler.');
  }
  if (second !== undefined) {
    const line = lines.linePos(second.contents?.range?.[0] ?? second.range[0]).line;
    throw new ManifestError(line, '', `begins a second document; give one manifest at a time.`);
  }
  return { document: first, lines, root: first.contents };
}

function isEmpty(contents: Node): boolean {
  return 'value' in contents && contents.value === null;
}
