const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts a stream of server-sent events into events, each with the empty line that ends it, without changing a byte:
 * all events and the rest together are the stream. Lines end with LF or CRLF; no provider uses a bare CR.
 */
export class EventSplitter {
  private pending: Buffer = Buffer.alloc(0);
  /** Where to go on looking for an end, so that long events are not searched again and again. */
  private searched = 0;

  /** The events that `chunk` completes. */
  push(chunk: Buffer): Buffer[] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const events: Buffer[] = [];
    let end = eventEnd(this.pending, this.searched);
    while (end !== -1) {
      events.push(this.pending.subarray(0, end));
      this.pending = this.pending.subarray(end);
      end = eventEnd(this.pending, 0);
    }
    // The last three bytes may be the begin of an end.
    this.searched = Math.max(0, this.pending.length - 3);
    return events;
  }

  /** Bytes of the event that is not complete yet. */
  get pendingBytes(): number {
    return this.pending.length;
  }

  /** Takes what is left out. */
  takeRest(): Buffer {
    const rest = this.pending;
    this.pending = Buffer.alloc(0);
    this.searched = 0;
    return rest;
  }
}

/** Index after the empty line that ends the first event, or -1. */
function eventEnd(bytes: Buffer, from: number): number {
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

/** The data of an event: its `data` lines joined (WHATWG HTML, server-sent events); `undefined` when it has none. */
export function eventData(event: Buffer): string | undefined {
  const lines = event
    .toString('utf8')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(line.startsWith('data: ') ? 6 : 5));
  return lines.length === 0 ? undefined : lines.join('\n');
}
