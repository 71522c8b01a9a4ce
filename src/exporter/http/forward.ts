import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable, Transform, Writable } from 'node:stream';
import { codeOf, reasonOf } from '../log';
import { endToEnd, hasBody, headerOf, type RawHeaders, without } from './headers';
import type { Upstream } from './upstream';

/**
 * How an exchange ended: as it should; the client left; upstream broke off its answer, or dropped the connection before it
 * began one; or upstream could not be reached at all.
 */
export type Ending = 'complete' | 'client_left' | 'upstream_broke' | 'dropped' | 'unreachable';

/** What is sent upstream in place of the client's own request line, headers and (if it was read already) body. */
export interface Outgoing {
  readonly path: string;
  readonly headers: string[];
  /** Parts of the body that were read already. */
  readonly read?: readonly Buffer[];
  /** Whether `read` is the whole body. */
  readonly complete?: boolean;
}

/** Sees an exchange go by. Its methods must not throw; whoever measures guards himself. */
export interface Watch {
  /** The head of the answer is there. A returned filter is put into the body's way; its length becomes unknown. */
  answered(answer: IncomingMessage): Transform | undefined;
  /** A part of the answer's body as it came from upstream. Must not be changed or kept. */
  data(chunk: Buffer): void;
  /** Called once. `status` is what the client got, or 499 when it left before an answer. */
  ended(ending: Ending, status: number): void;
}

export interface Fallback {
  readonly statuses: ReadonlySet<number | undefined>;
  readonly outgoing: Outgoing;
  readonly onUse: () => void;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly upstream: Upstream;
  readonly outgoing: Outgoing;
  /** Sent once more in another form when upstream refuses the first with such a status. Both must be complete. */
  readonly fallback?: Fallback;
  readonly watch: Watch;
  /** Asked when the answer begins: whether the client's connection shall end with it. */
  readonly lastOnConnection: () => boolean;
  /** Answers the client when upstream could not be reached or broke before its answer began. */
  readonly onUnreachable: (response: ServerResponse, reason: string) => void;
}

/** What nginx logs for a client that left before its answer: counted, never sent. */
export const CLIENT_CLOSED_REQUEST = 499;

/** Sends the head at once, and as latin1: `flushHeaders()` would send it as UTF-8 and change values that are not ASCII. */
const NOTHING = Buffer.alloc(0);

/** What a connection ends with that was there. */
const CONNECTION_LOST: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);
const REPEATABLE: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Passes one request on and its answer back: nothing is buffered, and each side's pace holds the other back. */
export function forward(exchange: Exchange): void {
  const { request, response, watch } = exchange;
  let sent: ClientRequest | undefined;
  let failure: Ending | undefined;

  if (response.closed) {
    watch.ended('client_left', CLIENT_CLOSED_REQUEST);
    return;
  }
  // A client that leaves while it is written to: `close` follows, and says so.
  response.on('error', () => undefined);
  response.on('close', () => {
    sent?.destroy();
    if (!request.readableEnded && hasBody(request.rawHeaders)) {
      request.unpipe();
      request.resume();
    }
    if (failure !== undefined) {
      watch.ended(failure, response.statusCode);
    } else if (response.writableFinished) {
      watch.ended('complete', response.statusCode);
    } else {
      watch.ended('client_left', response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST);
    }
  });

  const fail = (error: unknown) => {
    if (response.destroyed || response.writableEnded) {
      return;
    }
    if (response.headersSent) {
      failure = 'upstream_broke';
      response.destroy();
    } else {
      failure = CONNECTION_LOST.has(codeOf(error)) ? 'dropped' : 'unreachable';
      exchange.onUnreachable(response, reasonOf(error));
    }
  };

  const attempt = (outgoing: Outgoing, mayRepeat: boolean, fallback?: Fallback) => {
    try {
      const upstreamRequest = send(exchange, outgoing);
      sent = upstreamRequest;
      upstreamRequest.on('continue', () => response.writeContinue());
      upstreamRequest.on('response', (answer) => {
        exchange.upstream.answered(answer);
        if (fallback?.statuses.has(answer.statusCode) === true && !response.destroyed) {
          answer.on('error', () => undefined).resume();
          fallback.onUse();
          attempt(fallback.outgoing, false);
          return;
        }
        try {
          passBack(exchange, answer, fail);
        } catch (error) {
          answer.destroy();
          fail(error);
        }
      });
      upstreamRequest.on('upgrade', (_, socket) => {
        socket.destroy();
        fail(new Error('it left HTTP, which nobody had offered'));
      });
      upstreamRequest.on('error', (error) => {
        const stale = upstreamRequest.reusedSocket && CONNECTION_LOST.has(codeOf(error));
        if (mayRepeat && stale && !response.headersSent && !response.destroyed) {
          exchange.upstream.endIdle();
          attempt(outgoing, false, fallback);
        } else {
          fail(error);
        }
      });
    } catch (error) {
      fail(error);
    }
  };

  // Only what may be done twice, and only when no byte of a body has left.
  const { outgoing, fallback } = exchange;
  attempt(outgoing, REPEATABLE.has(request.method) && !hasBody(outgoing.headers), fallback);
}

function send({ request, upstream }: Exchange, outgoing: Outgoing): ClientRequest {
  const upstreamRequest = upstream.request(request.method ?? 'GET', outgoing.path, outgoing.headers);
  for (const part of outgoing.read ?? []) {
    upstreamRequest.write(part);
  }
  if (outgoing.complete === true || !hasBody(outgoing.headers)) {
    upstreamRequest.end();
  } else {
    if (headerOf(outgoing.headers, 'transfer-encoding') !== undefined) {
      upstreamRequest.write(NOTHING);
      request.once('end', () => upstreamRequest.addTrailers(pairs(request.rawTrailers)));
    }
    request.pipe(upstreamRequest);
  }
  return upstreamRequest;
}

function passBack(exchange: Exchange, answer: IncomingMessage, fail: (error: unknown) => void): void {
  const { response, watch } = exchange;
  const filter = watch.answered(answer);
  const chunked = headerOf(answer.rawHeaders, 'transfer-encoding') !== undefined;
  const headers = answerHeaders(
    answer.rawHeaders,
    filter !== undefined,
    chunked && exchange.request.httpVersion === '1.1'
  );
  if (exchange.lastOnConnection()) {
    headers.push('Connection', 'close');
  }
  response.sendDate = false;
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
  if (chunked) {
    response.write(NOTHING);
    answer.once('end', () => response.addTrailers(pairs(answer.rawTrailers)));
  }
  answer.on('error', fail);
  answer.on('close', () => {
    if (!answer.complete) {
      fail(new Error('the answer ended before its end'));
    }
  });
  if (filter === undefined) {
    pump(answer, response, watch);
  } else {
    filter.on('error', fail);
    pump(answer, filter, watch);
    pump(filter, response);
  }
}

/**
 * What `pipe` does to pass bytes on at the pace of `sink`, without the dozen listeners that it adds and takes away again
 * for each message. Whoever closes `sink` also has to end `source`.
 */
function pump(source: Readable, sink: Writable, watch?: Watch): void {
  source.on('data', (chunk: Buffer) => {
    if (!sink.write(chunk)) {
      source.pause();
      sink.once('drain', () => source.resume());
    }
    // Only now, so that each chunk is on its way before it is looked at.
    watch?.data(chunk);
  });
  source.on('end', () => sink.end());
}

function answerHeaders(raw: RawHeaders, lengthUnknown: boolean, trailersPossible: boolean): string[] {
  return without(
    endToEnd(raw),
    (name) => (name === 'content-length' && lengthUnknown) || (name === 'trailer' && !trailersPossible)
  );
}

function pairs(raw: RawHeaders): Array<[string, string]> {
  const result: Array<[string, string]> = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    result.push([raw[i], raw[i + 1]]);
  }
  return result;
}
