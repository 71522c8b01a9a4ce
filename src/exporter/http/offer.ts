import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { hasBody, headerOf } from './headers';

/** Protocols in which more HTTP requests could follow, past everybody who counts or refuses them. */
const CARRIES_HTTP = /^(?:h2c?|http\/.*|tls\/.*)$/;

/**
 * Whether an offer to leave HTTP may be passed on: WebSocket and whatever else takes the place of HTTP on a connection, as
 * long as no body stands in between. All other offers are ignored, as RFC 9110 section 7.8 allows.
 */
export function maySwitch({ method, rawHeaders }: IncomingMessage): boolean {
  const protocols = (headerOf(rawHeaders, 'upgrade') ?? '').toLowerCase().split(',');
  const areForeign = protocols.every((each) => each.trim() !== '' && !CARRIES_HTTP.test(each.trim()));
  return method === 'GET' && !hasBody(rawHeaders) && areForeign;
}

/**
 * An ordinary answer to a request with an offer, which node leaves to us together with its connection. It is the last one
 * on the connection. `undefined` when an earlier request on the connection is still being answered.
 */
export function responseOn(request: IncomingMessage, socket: Socket): ServerResponse | undefined {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  try {
    response.assignSocket(socket);
  } catch {
    return undefined;
  }
  response.once('finish', () => socket.destroySoon());
  socket.on('error', () => undefined);
  socket.on('readable', look);
  socket.on('end', leave);
  return response;
}

/** Takes the connection away from its response, whose answer will not come. */
export function takeOver(response: ServerResponse, socket: Socket): void {
  socket.off('readable', look);
  socket.off('end', leave);
  response.detachSocket(socket);
}

/** Gives a request to the server again as if it had never offered anything. */
export function readAgainWithoutOffer(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const lines = [`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/${request.httpVersion}`];
  const { rawHeaders } = request;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i].toLowerCase();
    const value = name === 'connection' ? withoutUpgrade(rawHeaders[i + 1]) : rawHeaders[i + 1];
    if (name !== 'upgrade' && name !== 'http2-settings' && (name !== 'connection' || value !== '')) {
      lines.push(`${rawHeaders[i]}: ${value}`);
    }
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

function withoutUpgrade(connection: string): string {
  const options = connection.split(',').map((option) => option.trim());
  return options.filter((option) => !/^(?:upgrade|http2-settings|)$/i.test(option)).join(', ');
}

/** A connection that nobody reads tells nothing of a client that leaves; this looks and takes no byte away. */
function look(this: Socket): void {
  this.read(0);
}

function leave(this: Socket): void {
  this.destroy();
}
