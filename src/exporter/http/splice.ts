import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { codeOf, reasonOf } from '../log';
import { CLIENT_CLOSED_REQUEST, type Ending } from './forward';
import { endToEnd, headerOf, type RawHeaders, without } from './headers';
import { answerJson } from './listener';
import { takeOver } from './offer';
import { MAX_HEAD_BYTES, type Upstream } from './upstream';

/** Sees an offer go by. Its methods must not throw. */
export interface SpliceWatch {
  /** The head of the answer is there, whether it takes the offer (101) or not. */
  answered(answer: IncomingMessage): void;
  /** A part of the body of an answer that does not take the offer. */
  data?(chunk: Buffer): void;
  /** Called once, when the client's connection is closed. */
  ended(ending: Ending, status: number): void;
}

export interface Upgrade {
  readonly request: IncomingMessage;
  /** The answer, as long as it is one in HTTP. */
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** What came after the head already. */
  readonly head: Buffer;
  readonly upstream: Upstream;
  readonly path: string;
  /** Those of the client, for upstream; what concerns the connection is written anew. */
  readonly headers: RawHeaders;
  readonly watch: SpliceWatch;
  /** Answers the client when upstream could not be reached or broke before its answer began. */
  readonly onUnreachable?: (response: ServerResponse, reason: string) => void;
}

/**
 * Passes an offer to leave HTTP on. If upstream takes it, both connections speak with each other from then on, byte for
 * byte; if not, its answer is passed back as an ordinary one, the last on the client's connection: what the client sends
 * after it is read by nobody.
 */
export function splice(upgrade: Upgrade): void {
  const { response, socket, watch } = upgrade;
  let ending: Ending = 'client_left';
  let status = CLIENT_CLOSED_REQUEST;
  const offer = send(upgrade);
  const refuse = (how: Ending, error: unknown) => {
    if (!socket.destroyed && !response.headersSent) {
      ending = how;
      status = 502;
      (upgrade.onUnreachable ?? answerUnreachable)(response, reasonOf(error));
    }
  };

  socket.once('close', () => {
    offer.destroy();
    watch.ended(ending, status);
  });
  offer.once('upgrade', (answer, peer, early) => {
    ending = 'complete';
    status = answer.statusCode ?? 101;
    watch.answered(answer);
    takeOver(response, socket);
    socket.write(headBytes(answer));
    socket.write(early);
    tunnel(socket, peer, upgrade.head, () => (ending = 'upstream_broke'));
  });
  offer.once('response', (answer) => {
    status = answer.statusCode ?? 502;
    watch.answered(answer);
    response.sendDate = false;
    try {
      response.writeHead(
        status,
        answer.statusMessage,
        without(endToEnd(answer.rawHeaders), (name) => name === 'trailer')
      );
    } catch (error) {
      // What node reads leniently it may refuse to write, such as a control character in the reason.
      answer.destroy();
      refuse('unreachable', error);
      return;
    }
    pipeline(answer, response, (error) => {
      ending = error === null || error === undefined ? 'complete' : socket.destroyed ? 'client_left' : 'upstream_broke';
    });
    answer.on('data', (chunk: Buffer) => watch.data?.(chunk));
  });
  offer.on('error', (error) => refuse(codeOf(error) === 'ECONNRESET' ? 'dropped' : 'unreachable', error));
}

/** Over a connection of its own, since it may be kept for long. */
function send({ request, upstream, path, headers }: Upgrade): http.ClientRequest {
  const protocol = headerOf(request.rawHeaders, 'upgrade') ?? '';
  const offer = http.request({
    createConnection: () => upstream.connect().setNoDelay(true),
    path,
    headers: [...endToEnd(headers), 'Connection', 'Upgrade', 'Upgrade', protocol],
    setHost: false,
    maxHeaderSize: MAX_HEAD_BYTES,
  });
  offer.maxHeadersCount = 0;
  offer.end();
  return offer;
}

function answerUnreachable(response: ServerResponse, reason: string): void {
  answerJson(response, 502, { error: { type: 'upstream_unreachable', message: reason } });
}

function headBytes({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`HTTP/${httpVersion} ${statusCode ?? ''} ${statusMessage ?? ''}`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** Each side may end its half and still be spoken to; one that breaks off takes the other with it. */
function tunnel(client: Socket, peer: Socket, early: Buffer, peerBroke: () => void): void {
  client.allowHalfOpen = true;
  peer.allowHalfOpen = true;
  peer.on('error', peerBroke);
  join(client, peer);
  join(peer, client);
  peer.write(early);
  client.pipe(peer).pipe(client);
}

function join(one: Socket, other: Socket): void {
  one.on('error', () => other.resetAndDestroy());
  one.once('close', () => other.destroySoon());
}
