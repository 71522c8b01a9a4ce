const LONGEST_LITERAL = 1 << 16;
const LITERAL_WITH_TWO_LENGTH_BYTES = 61 << 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) {
    bytes.push(rest % 128 | 0x80);
  }
  return [...bytes, rest];
}

/**
 * The bytes in snappy's block format, as remote write wants them, without making them smaller: over loopback that would
 * only cost time. Source: google/snappy, format_description.txt.
 */
export function snappyLiterals(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from(varint(bytes.length))];
  for (let start = 0; start < bytes.length; start += LONGEST_LITERAL) {
    const literal = bytes.subarray(start, start + LONGEST_LITERAL);
    const last = literal.length - 1;
    parts.push(Buffer.from([LITERAL_WITH_TWO_LENGTH_BYTES, last & 0xff, last >> 8]), literal);
  }
  return Buffer.concat(parts);
}
