import type { Reader } from '../../http/decode';
import type { AnswerFacts } from './facts';
import { DocumentReader } from './documentReader';
import { EventReader, LineReader } from './streamReader';

/** Reads an answer as it passes by. Keeps no more of it than it needs to find the facts. */
export interface AnswerReader extends Reader {
  readonly facts: AnswerFacts;
}

/** A reader for answers of that type; `undefined` for types that carry no usage. */
export function readerFor(contentType: string | undefined): AnswerReader | undefined {
  const type = contentType?.toLowerCase() ?? '';
  if (type.includes('text/event-stream')) {
    return new EventReader();
  }
  if (type.includes('ndjson') || type.includes('jsonl')) {
    return new LineReader();
  }
  return type.includes('json') ? new DocumentReader() : undefined;
}
