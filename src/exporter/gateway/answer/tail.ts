import { isBoundedJson } from '../../http/jsonBounds';
import { isObject, type JsonObject } from '../usage';

/** A document up to this size is parsed whole; of a larger one (embeddings, long responses) only head and tail are kept. */
export const LARGEST_DOCUMENT = 512 * 1024;
const HEAD = 4 * 1024;
const TAIL = 16 * 1024;

/** The first and the last bytes of a document that is too large to keep. */
export class HeadAndTail {
  private readonly head: Buffer;
  private tail: Buffer;

  constructor(begin: Buffer) {
    this.head = Buffer.from(begin.subarray(0, HEAD));
    this.tail = Buffer.from(begin.subarray(-TAIL));
  }

  push(chunk: Buffer): void {
    this.tail =
      chunk.length >= TAIL
        ? Buffer.from(chunk.subarray(-TAIL))
        : Buffer.concat([this.tail.subarray(-(TAIL - chunk.length)), chunk]);
  }

  /**
   * A small document with the model and the usage of the large one. In a JSON string every quote is escaped, so that
   * nothing a user or a model has written can be taken for a member.
   */
  read(): JsonObject {
    const [head, tail] = [this.head.toString('utf8'), this.tail.toString('utf8')];
    const model = /"model"\s*:\s*"([^"\\]+)"/;
    return {
      model: (model.exec(head) ?? model.exec(tail))?.[1],
      usage: lastObject(tail, 'usage'),
      ...ollamaCounts(tail),
    };
  }
}

/** The last member of that name whose value is an object. */
function lastObject(text: string, name: string): JsonObject | undefined {
  const begins = [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*(?=\\{)`, 'g'))].map(
    ({ index, 0: match }) => index + match.length
  );
  for (const begin of begins.reverse()) {
    const value = parseObject(text.slice(begin, objectEnd(text, begin)));
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

/** Index after the object that begins at `begin`. */
function objectEnd(text: string, begin: number): number {
  let depth = 0;
  for (const { index, 0: token } of text.slice(begin).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (depth === 0) {
      return begin + index + 1;
    }
  }
  return text.length;
}

/** Ollama counts at the end of the document itself. */
function ollamaCounts(tail: string): JsonObject {
  const counts = tail.matchAll(/"(prompt_eval_count|prompt_eval_cached_count|eval_count)"\s*:\s*(\d+)/g);
  return Object.fromEntries([...counts].map(([, name, digits]) => [name, Number(digits)]));
}

/** A JSON object; `undefined` for all else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = isBoundedJson(text) ? JSON.parse(text) : undefined;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
