const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Frame header descriptor: no content size, no checksum, a window follows; the window is 64 KiB. */
const HEADER = Buffer.from([0x00, 0x30]);
const LARGEST_BLOCK = 65_536;

/** A Zstandard frame (RFC 8878) of raw blocks: node has no compressor of its own before version 22.15. */
export function zstdFrame(content: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += LARGEST_BLOCK) {
    const block = content.subarray(at, at + LARGEST_BLOCK);
    const isLast = at + LARGEST_BLOCK >= content.length;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3);
    blocks.push(header, block);
  }
  return Buffer.concat([MAGIC, HEADER, ...blocks]);
}
