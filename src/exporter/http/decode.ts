import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { Decompress } from 'fzstd';

/** An answer that breaks off is no fault of its coding: what came of it is read. */
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  'x-gzip': () => createGunzip(ZLIB),
  deflate: () => createInflate(ZLIB),
  br: () => createBrotliDecompress(BROTLI),
};

/** Compressed bytes that may wait for the decoder. It runs beside the traffic and must not keep what it cannot follow. */
const MOST_PENDING_BYTES = 4 * 1024 * 1024;

/** Whoever wants to read the bytes of an answer with its content coding undone. */
export interface Reader {
  push(chunk: Buffer): void;
  end(): void;
}

/** Hands the bytes of an answer to its reader and says when all of them are read. */
export interface Tee {
  push(chunk: Buffer): void;
  /** Calls back once, when the reader has seen everything there is to see. */
  end(done: () => void): void;
}

/**
 * A tee that undoes the content coding for the reader only; `undefined` for codings it does not know. A decoder or a
 * reader behind it that fails is given up: `onFault` is called once, and the reader sees no more.
 */
export function teeTo(reader: Reader, coding: string | undefined, onFault: () => void): Tee | undefined {
  const name = coding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') {
    return {
      push: (chunk) => reader.push(chunk),
      end: (done) => {
        reader.end();
        done();
      },
    };
  }
  if (name === 'zstd') {
    return zstdTee(reader, onFault);
  }
  return Object.hasOwn(DECODERS, name) ? decodingTee(reader, DECODERS[name](), onFault) : undefined;
}

/** fzstd works at once, and only new versions of node have zstd of their own. */
function zstdTee(reader: Reader, onFault: () => void): Tee {
  const decoder = new Decompress((bytes) => reader.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  let failed = false;
  const attempt = (work: () => void) => {
    try {
      if (!failed) {
        work();
      }
    } catch {
      failed = true;
      onFault();
    }
  };
  return {
    push: (chunk) => attempt(() => decoder.push(chunk)),
    end: (done) => {
      failed = false;
      attempt(() => reader.end());
      done();
    },
  };
}

function decodingTee(reader: Reader, decoder: Transform, onFault: () => void): Tee {
  const whenClosed: Array<() => void> = [];
  let closed = false;
  let failed = false;
  const giveUp = () => {
    if (!failed) {
      failed = true;
      onFault();
      decoder.destroy();
    }
  };
  const attempt = (read: () => void) => {
    try {
      read();
    } catch {
      giveUp();
    }
  };
  decoder.on('data', (chunk: Buffer) => attempt(() => reader.push(chunk)));
  decoder.on('error', giveUp);
  decoder.once('close', () => {
    closed = true;
    attempt(() => reader.end());
    whenClosed.forEach((done) => done());
  });
  return {
    push: (chunk) => {
      if (decoder.writableLength > MOST_PENDING_BYTES) {
        giveUp();
      } else if (!decoder.destroyed) {
        decoder.write(chunk);
      }
    },
    end: (done) => {
      if (closed) {
        done();
      } else {
        whenClosed.push(done);
        decoder.end();
      }
    },
  };
}
