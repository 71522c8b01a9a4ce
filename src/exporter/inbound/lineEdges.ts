import type { Reader } from '../http/decode';

const LF = 0x0a;

/** What is kept of a line: enough for the first fields of an event, and for the last ones. */
const LONGEST_EDGE = 512;

/** Cuts text into lines and keeps the begin and the end of each, so that lines of any length take the same memory. */
export class LineEdges implements Reader {
  private head = '';
  private tail = '';

  /** `onLine` is told each line that is not empty, as latin1. In a line that fits, begin and end are the same. */
  constructor(private readonly onLine: (head: string, tail: string) => void) {}

  push(chunk: Buffer): void {
    let from = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, from)) {
      this.extend(chunk, from, lf);
      this.end();
      from = lf + 1;
    }
    this.extend(chunk, from, chunk.length);
  }

  end(): void {
    if (this.head !== '') {
      this.onLine(this.head, this.tail);
      this.head = '';
      this.tail = '';
    }
  }

  private extend(chunk: Buffer, from: number, to: number): void {
    if (from < to) {
      this.head += chunk.toString('latin1', from, Math.min(to, from + LONGEST_EDGE - this.head.length));
      this.tail = (this.tail + chunk.toString('latin1', Math.max(from, to - LONGEST_EDGE), to)).slice(-LONGEST_EDGE);
    }
  }
}
