import type { IncomingMessage } from 'node:http';
import { BYTES_PER_TOKEN } from './answer/facts';
import { parseObject } from './answer/tail';
import { textBytes } from './answer/text';
import type { JsonObject } from './usage';

/** Bodies up to this size are read to learn their model; larger ones pass through unread. */
const LARGEST_READ_BODY = 4 * 1024 * 1024;

/** Bytes of all bodies that may be kept at one time. */
const MOST_KEPT_BYTES = 48 * 1024 * 1024;

export interface ReadBody {
  readonly parts: readonly Buffer[];
  /** Whether `parts` is all of it; if not, the rest is still in the request. */
  readonly complete: boolean;
}

/** Room for bodies that are read before they are sent. What finds none passes unread, so that memory stays bounded. */
export class BodyRoom {
  private kept = 0;

  constructor(
    private readonly most = MOST_KEPT_BYTES,
    private readonly largest = LARGEST_READ_BODY
  ) {}

  /** Reads a body as far as there is room; call `free` once it is not needed any more. Rejects when the client leaves. */
  read(request: IncomingMessage): Promise<ReadBody & { free(): void }> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let size = 0;
      const free = () => {
        this.kept -= size;
        size = 0;
      };
      const settle = (complete: boolean) => {
        request.pause();
        request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
        resolve({ parts, complete, free });
      };
      const onData = (chunk: Buffer) => {
        parts.push(chunk);
        size += chunk.length;
        this.kept += chunk.length;
        if (size > this.largest || this.kept > this.most) {
          settle(false);
        }
      };
      const onEnd = () => settle(true);
      const onClose = () => {
        free();
        reject(new Error('the client left before its request was complete'));
      };
      request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
    });
  }
}

/** What the request says about its answer. */
export interface Question {
  readonly model: string | undefined;
  readonly stream: boolean;
  /** Whether it says anything about the options of its stream. */
  readonly hasStreamOptions: boolean;
  /** Input tokens as far as they can be guessed: exact where the input is given as tokens, else from its length. */
  readonly estimatedInput: number;
}

/** What a JSON request asks for; `undefined` when it is no JSON object. */
export function readQuestion(body: Buffer): Question | undefined {
  const document = parseObject(body.toString('utf8'));
  return (
    document && {
      model: typeof document.model === 'string' ? document.model : undefined,
      stream: document.stream === true,
      hasStreamOptions: 'stream_options' in document,
      estimatedInput: estimateInput(document),
    }
  );
}

/** `messages` and `system` of chats, `input` of responses and embeddings, `prompt` of completions. */
function estimateInput({ messages, system, instructions, input, prompt }: JsonObject): number {
  return (
    tokenIds(input) +
    tokenIds(prompt) +
    Math.ceil(textBytes([messages, system, instructions, input, prompt]) / BYTES_PER_TOKEN)
  );
}

/** Length of a list of token ids, or of several; some clients send embeddings so (LangChain's, for one). */
function tokenIds(input: unknown): number {
  if (!Array.isArray(input)) {
    return 0;
  }
  return typeof input[0] === 'number'
    ? input.length
    : input.reduce(
        (sum: number, list: unknown) => sum + (Array.isArray(list) && typeof list[0] === 'number' ? list.length : 0),
        0
      );
}

const OPTION = Buffer.from('"stream_options":{"include_usage":true}');
const COMMA = Buffer.from(',');
const BRACE = 0x7b;

/** Asks for usage as the first member of the document; every other byte stays. `body` must be a JSON object. */
export function withUsageRequested(body: Buffer): Buffer {
  const inside = body.indexOf(BRACE) + 1;
  const isEmpty = /^\s*\}/.test(body.toString('latin1', inside, inside + 64));
  return Buffer.concat([body.subarray(0, inside), OPTION, isEmpty ? Buffer.alloc(0) : COMMA, body.subarray(inside)]);
}
