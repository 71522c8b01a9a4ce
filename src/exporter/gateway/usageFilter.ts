import { Transform, type TransformCallback } from 'node:stream';
import { EventSplitter, eventData } from './sse';
import { findUsage, isObject } from './usage';

/** The chunk that only carries usage is small; whatever grows beyond this passes on without waiting for its end. */
const LARGEST_USAGE_EVENT = 64 * 1024;

/** Takes the chunk out that a client which asked for no usage would not have got. All other bytes pass unchanged. */
export class UsageFilter extends Transform {
  private readonly splitter = new EventSplitter();
  /** Inside an event of which parts have been passed on already. */
  private passing = false;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    for (const event of this.splitter.push(chunk)) {
      this.pass(event);
    }
    if (this.splitter.pendingBytes > LARGEST_USAGE_EVENT) {
      this.passing = true;
      this.push(this.splitter.takeRest());
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.pass(this.splitter.takeRest());
    done();
  }

  private pass(event: Buffer): void {
    if (event.length > 0 && (this.passing || !isOnlyUsage(event))) {
      this.push(event);
    }
    this.passing = false;
  }
}

/** Whether an event is the extra chunk of `include_usage`: usage, and an empty list of choices. */
export function isOnlyUsage(event: Buffer): boolean {
  if (!event.includes('"usage"')) {
    return false;
  }
  try {
    const chunk: unknown = JSON.parse(eventData(event) ?? '');
    const empty = isObject(chunk) && Array.isArray(chunk.choices) && chunk.choices.length === 0;
    return empty && findUsage(chunk) !== undefined;
  } catch {
    return false;
  }
}
