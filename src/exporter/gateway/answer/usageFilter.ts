import { Transform, type TransformCallback } from 'node:stream';
import { normaliseUsage, usageOf } from '../usage';
import { EventSplitter, eventData } from './sse';
import { parseObject } from './tail';

/** The chunk that only carries usage is small; whatever grows beyond this passes on without waiting for its end. */
const LARGEST_USAGE_EVENT = 64 * 1024;

/** Takes the chunk out that a client which asked for no usage would not have got. All other bytes pass unchanged. */
export class UsageFilter extends Transform {
  private readonly splitter = new EventSplitter();
  /** Inside an event of which parts have been passed on already. */
  private passing = false;

  /** `isExtra` finds the chunk; a fault in it is told to `onFault` and keeps the chunk in. */
  constructor(
    private readonly onFault: () => void,
    private readonly isExtra: (event: Buffer) => boolean = isOnlyUsage
  ) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const kept = this.splitter.push(chunk).filter((event) => this.keeps(event));
    if (this.splitter.pendingBytes > LARGEST_USAGE_EVENT) {
      this.passing = true;
      kept.push(this.splitter.takeRest());
    }
    this.pass(kept);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.pass([this.splitter.takeRest()].filter((rest) => this.keeps(rest)));
    done();
  }

  private keeps(event: Buffer): boolean {
    const { passing } = this;
    this.passing = false;
    try {
      return passing || !this.isExtra(event);
    } catch {
      this.onFault();
      return true;
    }
  }

  private pass(events: readonly Buffer[]): void {
    if (events.length > 0) {
      this.push(events.length === 1 ? events[0] : Buffer.concat(events));
    }
  }
}

/** Whether an event is the extra chunk of `include_usage`: usage, and an empty list of choices. */
export function isOnlyUsage(event: Buffer): boolean {
  if (!event.includes('"usage"')) {
    return false;
  }
  const chunk = parseObject(eventData(event) ?? '');
  return (
    chunk !== undefined &&
    Array.isArray(chunk.choices) &&
    chunk.choices.length === 0 &&
    normaliseUsage(usageOf(chunk)) !== undefined
  );
}
