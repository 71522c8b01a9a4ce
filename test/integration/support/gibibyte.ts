import type http from 'node:http';

export const MIB = 1024 * 1024;
export const BLOCK = Buffer.alloc(MIB, 'x');
/** Blocks that make a GiB. */
export const BLOCKS = 1024;

/** Writes a GiB at the pace of its reader, then ends the answer with `last`. */
export function writeGibibyte(response: http.ServerResponse, last = ''): void {
  let written = 0;
  const write = () => {
    while (written < BLOCKS) {
      written++;
      if (!response.write(BLOCK)) {
        response.once('drain', write);
        return;
      }
    }
    response.end(last);
  };
  write();
}

/** Reads an answer to its end: its bytes, and the most that `measure` said, asked every 64 MiB. */
export async function readMeasured(
  answer: http.IncomingMessage,
  measure: () => Promise<number>
): Promise<{ readonly bytes: number; readonly most: number }> {
  let bytes = 0;
  let most = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes % (64 * MIB) < chunk.length) {
      most = Math.max(most, await measure());
    }
  }
  return { bytes, most };
}
