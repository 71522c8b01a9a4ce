import { hasContent } from './content';
import { FactCollector } from './facts';
import type { AnswerReader } from './reader';
import { EventSplitter, eventData, LineSplitter, type Splitter } from './sse';
import { HeadAndTail, LARGEST_DOCUMENT, parseObject } from './tail';

const USAGE = '"usage"';
/** Ollama's counts; they stand in the last line only. */
const COUNTS = 'eval_count"';
const ERROR = '"error"';
const DONE = '[DONE]';
/** Begins a comment, which keeps a connection alive. */
const COLON = 0x3a;

/** Reads an answer that comes event by event. Parses few of them: until model and content are known, and those with usage. */
abstract class StreamReader implements AnswerReader {
  readonly facts = new FactCollector();
  /** Set inside an event that is too large to be kept. */
  private large: HeadAndTail | undefined;

  protected constructor(private readonly splitter: Splitter) {}

  push(chunk: Buffer): void {
    for (const event of this.splitter.push(chunk)) {
      this.complete(event);
    }
    if (this.splitter.pendingBytes > LARGEST_DOCUMENT) {
      this.addToLarge(this.splitter.takeRest());
    }
  }

  end(): void {
    const rest = this.splitter.takeRest();
    if (rest.length > 0 || this.large !== undefined) {
      this.complete(rest);
    }
  }

  /** The JSON text of an event; `undefined` when it has none. */
  protected abstract textOf(event: Buffer): string | undefined;

  private complete(event: Buffer): void {
    if (this.large === undefined) {
      this.read(event);
      return;
    }
    this.addToLarge(event);
    this.facts.read(this.large.read());
    this.large = undefined;
  }

  private addToLarge(bytes: Buffer): void {
    if (this.large === undefined) {
      this.large = new HeadAndTail(bytes);
    } else {
      this.large.push(bytes);
    }
  }

  private read(event: Buffer): void {
    const { facts } = this;
    const mayReport = event.includes(USAGE) || event.includes(COUNTS) || event.includes(ERROR);
    if (!mayReport && facts.knowsContent) {
      // What follows the first content is content, but for comments and the end.
      if (event[0] !== COLON && !event.includes(DONE)) {
        facts.content(performance.now());
      }
      return;
    }
    const text = this.textOf(event);
    const document = text === undefined ? undefined : parseObject(text);
    if (document !== undefined) {
      facts.read(document);
      if (hasContent(document)) {
        facts.content(performance.now());
      }
    }
  }
}

/** Server-sent events. */
export class EventReader extends StreamReader {
  constructor() {
    super(new EventSplitter());
  }

  protected textOf(event: Buffer): string | undefined {
    return eventData(event);
  }
}

/** A JSON document a line, as Ollama streams. */
export class LineReader extends StreamReader {
  constructor() {
    super(new LineSplitter());
  }

  protected textOf(line: Buffer): string {
    return line.toString('utf8');
  }
}
