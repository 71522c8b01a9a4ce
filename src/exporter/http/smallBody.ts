import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from './listener';

/** Why a body was not read. */
export class BodyError extends Error {
  constructor(
    readonly status: 400 | 408 | 413 | 415,
    message: string
  ) {
    super(message);
  }
}

export interface BodyLimits {
  readonly bytes: number;
  readonly seconds: number;
}

/** What is still taken from a client that must be told No while it sends; without, it would see a reset and no answer. */
const LINGER_MS = 500;
const LINGER_BYTES = 1024 * 1024;

/**
 * The body of a request that must be a small JSON text in UTF-8. Rejects with BodyError: 415 for another type or a
 * compressed body, 413 as soon as its size is known to be too large, 408 when it takes too long, 400 when it is no UTF-8.
 */
export async function readJsonText(
  request: IncomingMessage,
  response: ServerResponse,
  limits: BodyLimits
): Promise<string> {
  const { headers } = request;
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) {
    throw new BodyError(415, 'Content-Type must be application/json (in UTF-8)');
  }
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) {
    throw new BodyError(415, 'a compressed body is not read; send it without Content-Encoding');
  }
  if (Number(headers['content-length'] ?? 0) > limits.bytes) {
    throw tooLarge(limits);
  }
  if (headers.expect?.toLowerCase() === '100-continue') {
    response.writeContinue();
  }
  const body = await readBytes(request, limits);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new BodyError(400, 'the body is not UTF-8');
  }
}

function readBytes(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => {
      end();
      reject(new BodyError(408, `the body did not come within ${limits.seconds} s`));
    }, limits.seconds * 1000);
    const onData = (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > limits.bytes) {
        end();
        reject(tooLarge(limits));
      }
    };
    const onEnd = () => {
      end();
      resolve(Buffer.concat(parts));
    };
    const onClose = () => {
      end();
      reject(new BodyError(400, 'the body broke off'));
    };
    const end = () => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    // `close` follows an error and says the same.
    request.on('error', () => undefined);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

function tooLarge({ bytes }: BodyLimits): BodyError {
  return new BodyError(413, `the body is larger than ${bytes} bytes`);
}

/**
 * Answers a request whose body may still be on its way: the answer goes out at once, a little more is taken, and then the
 * connection ends.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number, document: object): void {
  if (request.complete) {
    answerJson(response, status, document);
    return;
  }
  const body = `${JSON.stringify(document)}\n`;
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  response.write(body);
  let taken = 0;
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.on('error', () => undefined);
  request.once('close', end);
  request.on('data', (part: Buffer) => {
    taken += part.length;
    if (taken > LINGER_BYTES) {
      request.pause();
    }
  });
}
