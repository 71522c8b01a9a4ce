import { EventSplitter, eventData } from './sse';
import { findUsage, isObject, type TokenCounts } from './usage';

/** What an answer said about itself. */
export interface AnswerFacts {
  model: string | undefined;
  usage: TokenCounts | undefined;
  /** When the first event with content came, in ms of performance.now(); streams only. */
  firstContentAt: number | undefined;
}

/** Reads an answer as it passes by. Keeps no more of it than it needs to find the facts. */
export interface AnswerReader {
  readonly facts: AnswerFacts;
  push(chunk: Buffer): void;
  end(): void;
}

/** A reader for answers of that type; `undefined` for types that carry no usage. */
export function readerFor(contentType: string | undefined): AnswerReader | undefined {
  if (contentType === undefined) {
    return undefined;
  }
  if (contentType.includes('text/event-stream')) {
    return new StreamReader();
  }
  return contentType.includes('json') ? new JsonReader() : undefined;
}

/** An event beyond this is no chunk of a chat completion; it is skipped. */
const LARGEST_EVENT = 1024 * 1024;

/** Chat completion chunks. The last usage wins: some providers send a running total in every chunk. */
export class StreamReader implements AnswerReader {
  readonly facts: AnswerFacts = { model: undefined, usage: undefined, firstContentAt: undefined };
  private readonly splitter = new EventSplitter();

  push(chunk: Buffer): void {
    this.splitter.push(chunk).forEach((event) => this.read(event));
    if (this.splitter.pendingBytes > LARGEST_EVENT) {
      this.splitter.takeRest();
    }
  }

  end(): void {
    this.read(this.splitter.takeRest());
  }

  private read(event: Buffer): void {
    const { facts } = this;
    const carriesUsage = event.includes('"usage"');
    if (!carriesUsage && facts.model !== undefined && facts.firstContentAt !== undefined) {
      return;
    }
    const chunk = parse(eventData(event));
    if (!isObject(chunk)) {
      return;
    }
    facts.model ??= nameOf(chunk.model);
    facts.usage = findUsage(chunk) ?? facts.usage;
    if (facts.firstContentAt === undefined && hasContent(chunk.choices)) {
      facts.firstContentAt = performance.now();
    }
  }
}

/** A document up to this size is parsed whole; of a larger one (embeddings) only its end is kept. */
const LARGEST_DOCUMENT = 1024 * 1024;
const TAIL = 16 * 1024;

/** A whole JSON document. */
export class JsonReader implements AnswerReader {
  readonly facts: AnswerFacts = { model: undefined, usage: undefined, firstContentAt: undefined };
  private parts: Buffer[] = [];
  private size = 0;
  private truncated = false;

  push(chunk: Buffer): void {
    this.parts.push(chunk);
    this.size += chunk.length;
    if (this.size > LARGEST_DOCUMENT) {
      const tail = Buffer.from(Buffer.concat(this.parts).subarray(-TAIL));
      this.parts = [tail];
      this.size = tail.length;
      this.truncated = true;
    }
  }

  end(): void {
    const text = Buffer.concat(this.parts).toString('utf8');
    this.parts = [];
    const document = parse(this.truncated ? membersAtEnd(text) : text);
    if (isObject(document)) {
      this.facts.model = nameOf(document.model);
      this.facts.usage = findUsage(document);
    }
  }
}

/** The last members of a document whose begin is gone, from `"model"` or `"usage"` on, as a document of their own. */
function membersAtEnd(tail: string): string | undefined {
  const begins = [/"model"\s*:\s*"[^"]*"\s*,\s*"usage"\s*:/, /"usage"\s*:/].map((begin) => tail.search(begin));
  const begin = begins.find((index) => index !== -1);
  return begin === undefined ? undefined : `{${tail.slice(begin)}`;
}

function hasContent(choices: unknown): boolean {
  if (!Array.isArray(choices)) {
    return false;
  }
  return choices.some((choice: unknown) => {
    const delta = isObject(choice) ? choice.delta : undefined;
    const fields = isObject(delta) ? [delta.content, delta.reasoning_content, delta.reasoning, delta.tool_calls] : [];
    return fields.some((field) => (typeof field === 'string' || Array.isArray(field)) && field.length > 0);
  });
}

function nameOf(model: unknown): string | undefined {
  return typeof model === 'string' && model !== '' ? model : undefined;
}

function parse(text: string | undefined): unknown {
  if (text === undefined || text.trimStart()[0] !== '{') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
