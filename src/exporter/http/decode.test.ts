/** @jest-environment node */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { teeTo } from './decode';

const TEXT = Buffer.from('data: {"text":"Grüße"}\n\n'.repeat(2000));

/** TEXT as `zstd -19` writes it; node has no compressor of its own before version 22.15. */
const ZSTD = Buffer.from('KLUv/QRoFQEA0GRhdGE6IHsidGV4dCI6Ikdyw7zDn2UifQoKAQAOLFufYzbNe10=', 'base64');

/** What a reader sees of `body`, sent in parts of `size` bytes, and the faults that are counted. */
async function read(body: Buffer, coding: string | undefined, size = 1000, onChunk = () => {}) {
  const seen: Buffer[] = [];
  let faults = 0;
  let ended = false;
  const reader = {
    push: (chunk: Buffer) => {
      onChunk();
      seen.push(Buffer.from(chunk));
    },
    end: () => (ended = true),
  };
  const tee = teeTo(reader, coding, () => faults++);
  for (let at = 0; at < body.length; at += size) {
    tee?.push(body.subarray(at, at + size));
  }
  await new Promise<void>((resolve) => (tee === undefined ? resolve() : tee.end(resolve)));
  return { text: Buffer.concat(seen), faults, ended };
}

describe('teeTo', () => {
  it.each([
    ['plain', undefined, TEXT],
    ['identity', 'identity', TEXT],
    ['gzip', 'gzip', gzipSync(TEXT)],
    ['deflate', 'deflate', deflateSync(TEXT)],
    ['brotli', 'br', brotliCompressSync(TEXT)],
    ['zstd', 'zstd', ZSTD],
    ['a coding in capitals', 'GZIP', gzipSync(TEXT)],
  ])('reads %s', async (_, coding, body) => {
    const { text, faults, ended } = await read(body, coding, 7);
    expect([text.equals(TEXT), faults, ended]).toEqual([true, 0, true]);
  });

  it.each([
    ['gzip', 'gzip', gzipSync(TEXT)],
    ['brotli', 'br', brotliCompressSync(TEXT)],
  ])('a %s answer that breaks off is read as far as it came', async (_, coding, body) => {
    const { text, faults, ended } = await read(body.subarray(0, body.length - 4), coding);
    expect(TEXT.subarray(0, text.length).equals(text)).toBe(true);
    expect([faults, ended]).toEqual([0, true]);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])('counts once bytes that are not %s as they say', async (coding) => {
    const { faults, ended } = await read(Buffer.alloc(100_000, 'not this'), coding);
    expect([faults, ended]).toEqual([1, true]);
  });

  it('gives up on bytes that come faster than they can be decoded, in place of keeping them', async () => {
    const { faults, ended } = await read(gzipSync(Buffer.alloc(1_000_000), { level: 0 }), 'gzip');
    expect([faults, ended]).toEqual([0, true]);
    const flood = await read(gzipSync(Buffer.alloc(10_000_000), { level: 0 }), 'gzip', 100_000);
    expect([flood.faults, flood.ended]).toEqual([1, true]);
  });

  it('gives up on a reader that fails', async () => {
    let calls = 0;
    const { faults } = await read(gzipSync(Buffer.alloc(1_000_000)), 'gzip', 1000, () => {
      calls++;
      throw new Error('cannot read this');
    });
    expect([faults, calls]).toEqual([1, 1]);
  });

  it('knows what it does not know', () => {
    expect(teeTo({ push: () => undefined, end: () => undefined }, 'toString', () => undefined)).toBeUndefined();
  });
});
