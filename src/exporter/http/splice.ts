import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { headerOf, type RawHeaders, without } from './headers';
import type { Ending } from './forward';
import type { Upstream } from './upstream';

export interface SpliceWatch {
  /** Status of the answer, once its first line is there. */
  answered(status: number): void;
  /** Called once, when the client's side is closed. */
  ended(ending: Ending): void;
}

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What came after the head already. */
  readonly head: Buffer;
  readonly upstream: Upstream;
  readonly path: string;
  readonly headers: RawHeaders;
  readonly watch: SpliceWatch;
}

const LONGEST_STATUS_LINE = 1024;

/**
 * Passes an upgrade request on over a connection of its own and then lets both connections speak with each other, byte
 * for byte, whatever they agreed on.
 *
 * Only WebSocket is offered upstream. Other offers (`h2c`, which some HTTP clients make with every request) are taken
 * out, which RFC 9110 section 7.8 allows; the answer is then the last on its connection.
 */
export function splice(upgrade: Upgrade): void {
  const { request, socket, upstream, watch } = upgrade;
  const peer = upstream.connect();
  let answered = false;
  let unreachable = false;

  const peerGone = () => {
    if (!answered && !unreachable && !socket.destroyed) {
      unreachable = true;
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    }
    if (socket.writableFinished) {
      socket.destroy();
    } else {
      socket.once('finish', () => socket.destroy());
    }
  };

  peer.setNoDelay(true);
  peer.once('error', () => (answered ? socket.destroy() : peerGone()));
  peer.once('close', peerGone);
  socket.once('error', () => peer.destroy());
  socket.once('close', () => {
    peer.destroySoon();
    watch.ended(answered ? 'complete' : unreachable ? 'unreachable' : 'client_left');
  });

  const webSocket = headerOf(request.rawHeaders, 'upgrade')?.toLowerCase() === 'websocket';
  peer.write(headText(request, upgrade.path, webSocket ? upgrade.headers : withoutUpgrade(upgrade.headers)), 'latin1');
  peer.write(upgrade.head);
  readStatus(peer, (status) => {
    answered = true;
    watch.answered(status);
  });
  peer.pipe(socket);
  socket.pipe(peer);
}

function withoutUpgrade(headers: RawHeaders): string[] {
  const kept = without(headers, (name) => name === 'upgrade' || name === 'connection' || name === 'http2-settings');
  return [...kept, 'Connection', 'close'];
}

function headText(request: IncomingMessage, path: string, headers: RawHeaders): string {
  const lines = [`${request.method ?? 'GET'} ${path} HTTP/1.1`];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    lines.push(`${headers[i]}: ${headers[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Reads the status out of the first line that passes by, without taking it away. */
function readStatus(peer: Socket, found: (status: number) => void): void {
  let line = '';
  const look = (chunk: Buffer) => {
    line += chunk.toString('latin1', 0, LONGEST_STATUS_LINE);
    const match = /^HTTP\/1\.[01] (\d{3})/.exec(line);
    if (match !== null || line.length >= LONGEST_STATUS_LINE) {
      peer.off('data', look);
      found(match === null ? 502 : Number(match[1]));
    }
  };
  peer.on('data', look);
}
