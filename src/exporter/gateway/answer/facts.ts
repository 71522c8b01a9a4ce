import { isObject, type JsonObject, normaliseUsage, type TokenCounts, usageOf } from '../usage';
import { type ErrorReason, reasonInBody } from './errors';

/** What an answer says about itself. */
export interface AnswerFacts {
  readonly model: string | undefined;
  readonly usage: TokenCounts | undefined;
  /** Whether usage can still be short, because the stream said it at its begin and not at its end. */
  readonly usageIsPartial: boolean;
  /** Times of the first and the last event with content, in ms of performance.now(); streams only. */
  readonly firstContentAt: number | undefined;
  readonly lastContentAt: number | undefined;
  /** Output tokens as far as they can be guessed from what passed by. */
  readonly estimatedOutput: number;
  /** An error inside the answer. */
  readonly error: ErrorReason | undefined;
}

/** Bytes of text that make a token, about. */
export const BYTES_PER_TOKEN = 4;

/** Collects what the documents of one answer (the whole one, or events of a stream) say. */
export class FactCollector implements AnswerFacts {
  model: string | undefined;
  error: ErrorReason | undefined;
  firstContentAt: number | undefined;
  lastContentAt: number | undefined;
  usageIsPartial = false;
  estimatedOutput = 0;
  private reported: JsonObject | undefined;

  get usage(): TokenCounts | undefined {
    return normaliseUsage(this.reported);
  }

  /** Whether events need not be read any more unless they bring usage. */
  get knowsContent(): boolean {
    return this.model !== undefined && this.firstContentAt !== undefined;
  }

  /** Takes in one document. */
  read(document: JsonObject): void {
    this.model ??= modelOf(document);
    this.error ??= reasonInBody(document);
    const usage = usageOf(document);
    if (usage !== undefined && normaliseUsage({ ...this.reported, ...usage }) !== undefined) {
      // Counts are cumulative wherever they come more than once, so the last ones win. Anthropic's last event may leave
      // out what its first one said about the input.
      this.reported = { ...this.reported, ...usage };
      this.usageIsPartial = document.type === 'message_start';
    }
  }

  /** An event with content came. */
  content(at: number): void {
    this.firstContentAt ??= at;
    this.lastContentAt = at;
    this.estimatedOutput++;
  }
}

function modelOf(document: JsonObject): string | undefined {
  for (const place of [document, document.response, document.message]) {
    if (isObject(place) && typeof place.model === 'string' && place.model !== '') {
      return place.model;
    }
  }
  return undefined;
}
