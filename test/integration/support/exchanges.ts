import { brotliCompressSync, gzipSync } from 'node:zlib';
import { randomNumbers } from '../exporterProcess';
import { zstdFrame } from './zstd';

/** How the backend ends its answer: as it should, by a reset in its middle, or short of the length it promised. */
export type AnswerEnd = 'complete' | 'reset' | 'short';

/** One request and its answer, drawn by chance. Headers are raw: name, value, name, value … */
export interface DrawnExchange {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly parts: readonly Buffer[];
  /** Whether the request says its length, or comes in chunks. */
  readonly sized: boolean;
  readonly answer: {
    readonly status: number;
    readonly message: string;
    readonly headers: readonly string[];
    readonly parts: readonly Buffer[];
    readonly sized: boolean;
    readonly trailers: ReadonlyArray<readonly [string, string]>;
    readonly end: AnswerEnd;
    /** Whether its bytes are not of the coding that its head names. */
    readonly lies: boolean;
  };
}

const METHODS = ['GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const STATUSES = [200, 200, 200, 201, 204, 304, 400, 404, 429, 500, 503] as const;
const MESSAGES = ['OK', 'Fine by me', 'Né', ''] as const;
const TYPES = ['application/json', 'text/event-stream', 'application/x-ndjson', 'application/octet-stream'] as const;
const VALUES = ['1', 'a, b', '"quoted; x=1"', 'caf\u00e9', '', 'x'.repeat(300)] as const;
const TEXT = Buffer.from(
  'data: {"choices":[{"delta":{"content":"Grüße, 🙂 и 你好 \\"usage\\""}}],"usage":null}\n\n: ping\n\n'.repeat(40)
);

/** Draws the same exchanges for the same seed. */
export function drawExchanges(count: number, seed: number, below: (id: number) => string): DrawnExchange[] {
  const random = randomNumbers(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const one = <T>(list: readonly T[]): T => list[upTo(list.length - 1)];
  const noise = Buffer.from(Array.from({ length: 300_000 }, () => upTo(255)));

  const bytes = (): Buffer => {
    const size = one([0, 1, upTo(100), upTo(100), upTo(3000), upTo(3000), random() < 0.05 ? upTo(200_000) : 7]);
    return random() < 0.5 ? TEXT.subarray(0, size) : noise.subarray(upTo(90_000), undefined).subarray(0, size);
  };
  const cut = (whole: Buffer): Buffer[] => {
    const parts: Buffer[] = [];
    const largest = one([1, 9, 100, 5000, 100_000]);
    // A large body in single bytes would take long and show nothing new.
    const least = Math.floor(whole.length / 8);
    for (let at = 0; at < whole.length; ) {
      const size = 1 + least + upTo(largest);
      parts.push(whole.subarray(at, at + size));
      at += size;
    }
    return parts;
  };
  const headers = (): string[] =>
    Array.from({ length: upTo(6) }, () => [
      one(['X-one', 'x-ONE', 'X-Two', 'Set-Cookie', 'ETag-x']),
      one(VALUES),
    ]).flat();
  const coded = (body: Buffer): { coding: string | undefined; body: Buffer; lies: boolean } => {
    const coding = one([undefined, undefined, undefined, 'gzip', 'br', 'zstd', 'lie']);
    switch (coding) {
      case 'gzip':
        return { coding, body: gzipSync(body), lies: false };
      case 'br':
        return { coding, body: brotliCompressSync(body), lies: false };
      case 'zstd':
        return { coding, body: zstdFrame(body), lies: false };
      case 'lie':
        return { coding: 'gzip', body, lies: true };
      default:
        return { coding, body, lies: false };
    }
  };

  return Array.from({ length: count }, (_, id) => {
    const method = one(METHODS);
    const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
    const requestBody = hasBody ? bytes() : Buffer.alloc(0);
    const status = one(STATUSES);
    const mayHaveBody = status !== 204 && status !== 304;
    const { coding, body, lies } = mayHaveBody
      ? coded(bytes())
      : { coding: undefined, body: Buffer.alloc(0), lies: false };
    const sized = random() < 0.5;
    const end: AnswerEnd = body.length > 1 && random() < 0.06 ? one(['reset', 'short']) : 'complete';
    const trailers = !sized && end === 'complete' && random() < 0.2 ? [['X-Sum', String(id)] as const] : [];
    return {
      id,
      method,
      path: `${below(id)}/a%20b/${one(['', 'é'.normalize(), '~!$&()*+,;=:@'].map(encodeURI))}?id=${id}&q=${one(['', '%2e', '[]', 'a+b'])}`,
      headers: ['Content-Type', one(TYPES), ...headers(), 'Accept-Encoding', 'gzip, br'],
      parts: cut(requestBody),
      sized: random() < 0.5,
      answer: {
        status,
        message: one(MESSAGES),
        headers: [
          ...['Content-Type', one(TYPES)],
          ...headers(),
          ...(coding === undefined ? [] : ['Content-Encoding', coding]),
          ...(trailers.length > 0 && mayHaveBody ? ['Trailer', 'X-Sum'] : []),
        ],
        parts: cut(body),
        sized: mayHaveBody && (sized || end === 'short'),
        trailers: mayHaveBody ? trailers : [],
        end,
        lies: lies && body.length > 0,
      },
    };
  });
}
