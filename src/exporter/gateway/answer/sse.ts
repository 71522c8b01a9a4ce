const LF = 0x0a;
const CR = 0x0d;

/** Cuts a stream into parts without changing a byte: all parts and the rest together are the stream. */
export interface Splitter {
  /** The parts that `chunk` completes. */
  push(chunk: Buffer): Buffer[];
  /** Bytes of the part that is not complete yet. */
  readonly pendingBytes: number;
  /** Takes what is left out. */
  takeRest(): Buffer;
}

const NOTHING = Buffer.alloc(0);

abstract class EndSplitter implements Splitter {
  private pending: Buffer = NOTHING;
  /** Where to go on looking for an end, so that long parts are not searched again and again. */
  private searched = 0;

  /** `overlap`: so many bytes at the end may be the begin of an end. */
  protected constructor(private readonly overlap: number) {}

  push(chunk: Buffer): Buffer[] {
    const bytes = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const parts: Buffer[] = [];
    let begin = 0;
    for (let end = this.endIn(bytes, this.searched); end !== -1; end = this.endIn(bytes, begin)) {
      parts.push(bytes.subarray(begin, end));
      begin = end;
    }
    this.pending = bytes.subarray(begin);
    this.searched = Math.max(0, this.pending.length - this.overlap);
    return parts;
  }

  get pendingBytes(): number {
    return this.pending.length;
  }

  takeRest(): Buffer {
    const rest = this.pending;
    this.pending = NOTHING;
    this.searched = 0;
    return rest;
  }

  /** Index after the first end of a part at or after `from`, or -1. */
  protected abstract endIn(bytes: Buffer, from: number): number;
}

/** Server-sent events, each with the empty line that ends it. Lines end with LF or CRLF; no provider uses a bare CR. */
export class EventSplitter extends EndSplitter {
  constructor() {
    super(3);
  }

  protected endIn(bytes: Buffer, from: number): number {
    for (let lf = bytes.indexOf(LF, from); lf !== -1; lf = bytes.indexOf(LF, lf + 1)) {
      if (bytes[lf + 1] === LF) {
        return lf + 2;
      }
      if (bytes[lf + 1] === CR && bytes[lf + 2] === LF) {
        return lf + 3;
      }
    }
    return -1;
  }
}

/** Lines, each with its LF. */
export class LineSplitter extends EndSplitter {
  constructor() {
    super(0);
  }

  protected endIn(bytes: Buffer, from: number): number {
    return bytes.indexOf(LF, from) + 1 || -1;
  }
}

const DATA = Buffer.from('data:');

/** The data of an event: its `data` lines joined (WHATWG HTML, server-sent events); `undefined` when it has none. */
export function eventData(event: Buffer): string | undefined {
  if (isOneDataLine(event)) {
    return event.toString('utf8', DATA.length).trim();
  }
  const lines = event
    .toString('utf8')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(line.startsWith('data: ') ? 6 : 5));
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** The usual event: one `data` line and the empty line. */
function isOneDataLine(event: Buffer): boolean {
  const lineEnd = event.indexOf(LF);
  return event.length - lineEnd <= 3 && event.subarray(0, DATA.length).equals(DATA);
}
