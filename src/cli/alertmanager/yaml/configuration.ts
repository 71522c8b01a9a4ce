import { isMap, isScalar, LineCounter, parseAllDocuments, type Document, type Node, visit, type YAMLMap } from 'yaml';
import { CommandError } from '../../command';

/** Aliases count as often as they are used; beyond this a file is a bomb and not a configuration. */
export const MOST_ALIASES = 100_000;

const EMPTY = 'the file is empty; it needs at least a route with a receiver';

/** An Alertmanager configuration as a text whose places are known. */
export interface Configuration {
  /** How it is called in messages. */
  readonly name: string;
  readonly text: string;
  /** The line end that the text uses. */
  readonly eol: '\n' | '\r\n';
  readonly root: YAMLMap;
  /** What it means, aliases and merge keys resolved. */
  readonly meaning: Readonly<Record<string, unknown>>;
  /** An error that names the line of an offset, or of a node. */
  refusal(at: number | Node | null | undefined, message: string): CommandError;
}

/**
 * Reads a configuration. Throws CommandError when it is not one: not YAML, several documents, empty, no mapping at the top.
 */
export function readConfiguration(name: string, text: string): Configuration {
  const lines = new LineCounter();
  const refusal = (at: number | Node | null | undefined, message: string) => {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
    return new CommandError(`${name}:${lines.linePos(offset).line}: ${message}`);
  };
  const [document, second] = parse(name, text, lines);
  if (document === undefined) {
    throw new CommandError(`${name}: ${EMPTY}`);
  }
  const [error] = document.errors;
  if (error !== undefined) {
    throw refusal(error.pos[0], problemOf(error));
  }
  if (second !== undefined) {
    throw refusal(
      second.range?.[0] ?? 0,
      'a second document begins here, which Alertmanager does not read; remove it or split the file'
    );
  }
  if (isEmpty(document.contents)) {
    throw new CommandError(`${name}: ${EMPTY}`);
  }
  if (!isMap(document.contents)) {
    throw refusal(document.contents, 'a mapping was expected: route, receivers and so on');
  }
  const meaning = meaningOf(name, document, refusal);
  return { name, text, eol: text.includes('\r\n') ? '\r\n' : '\n', root: document.contents, meaning, refusal };
}

function isEmpty(contents: Node | null): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function parse(name: string, text: string, lines: LineCounter): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { keepSourceTokens: true, lineCounter: lines, merge: true });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    throw unreadable(name, error);
  }
}

function meaningOf(name: string, document: Document, refusal: Configuration['refusal']): Configuration['meaning'] {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    visit(document, {
      Alias: (_key, alias) => {
        if (alias.resolve(document) === undefined) {
          throw refusal(alias, `not YAML: the alias *${alias.source} refers to nothing before it`);
        }
      },
    });
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): CommandError {
  return new CommandError(`${name}: ${problemOf(error)}`);
}

/** The parser descends once for each level, so that one without end exhausts its stack. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = message] = message.split('\n');
  return message.includes('Maximum call stack')
    ? 'nested too deeply'
    : `not YAML: ${line.replace(/ at line \d+, column \d+:?$/, '')}`;
}
