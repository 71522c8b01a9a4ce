import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

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

/** A tee that undoes the content coding for the reader only; `undefined` for codings it does not know. */
export function teeTo(reader: Reader, coding: string | undefined, onFault: () => void): Tee | undefined {
  if (coding === undefined || coding === '' || coding === 'identity') {
    return {
      push: (chunk) => reader.push(chunk),
      end: (done) => {
        reader.end();
        done();
      },
    };
  }
  return Object.hasOwn(DECODERS, coding) ? decodingTee(reader, DECODERS[coding](), onFault) : undefined;
}

function decodingTee(reader: Reader, decoder: Transform, onFault: () => void): Tee {
  const whenClosed: Array<() => void> = [];
  let closed = false;
  const attempt = (read: () => void) => {
    try {
      read();
    } catch {
      onFault();
    }
  };
  decoder.on('data', (chunk: Buffer) => attempt(() => reader.push(chunk)));
  decoder.once('error', onFault);
  decoder.once('close', () => {
    closed = true;
    attempt(() => reader.end());
    whenClosed.forEach((done) => done());
  });
  return {
    push: (chunk) => {
      if (!closed) {
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
