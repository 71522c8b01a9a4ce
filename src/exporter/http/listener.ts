import http from 'node:http';
import net, { type Socket } from 'node:net';
import type { ListenAddress } from '../config';
import { HeadRoom } from './headRoom';
import { maySwitch, readAgainWithoutOffer, responseOn, takeOver } from './offer';
import { originForm, requestFault } from './requestFault';
import { MAX_HEAD_BYTES } from './upstream';

/** Longer than the 60 s for which proxies in front keep idle connections, so that it is they who close them. */
const KEEP_ALIVE_MS = 75_000;

export type RequestHandler = (request: http.IncomingMessage, response: http.ServerResponse) => void;
/** Handles an offer to leave HTTP: takes the connection over, or answers with the response, and not both. */
export type UpgradeHandler = (
  request: http.IncomingMessage,
  socket: Socket,
  head: Buffer,
  response: http.ServerResponse
) => void;

export interface Handlers {
  readonly request: RequestHandler;
  readonly upgrade?: UpgradeHandler;
}

/** How long clients may take, in milliseconds. Bodies and answers may take as long as they like. */
export interface ClientLimits {
  /** For a head, from the first byte (or from connecting) to the last. */
  readonly headMs: number;
  /** Time between two looks for heads that take too long. */
  readonly checkMs: number;
}

const CLIENT_LIMITS: ClientLimits = { headMs: 30_000, checkMs: 5000 };

/**
 * A server that never cuts a long request or answer, passes `Expect: 100-continue` to the handler as well, and refuses
 * what could be read in two ways, together with all that follows on the connection.
 */
export function createServer({ request: handle, upgrade }: Handlers, limits = CLIENT_LIMITS): http.Server {
  const server = http.createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: limits.headMs,
    connectionsCheckingInterval: limits.checkMs,
    requestTimeout: 0,
    // Node would answer such a request itself and go on with what follows it.
    requireHostHeader: false,
    maxHeaderSize: MAX_HEAD_BYTES,
    noDelay: true,
  });
  server.maxHeadersCount = 0;
  server.timeout = 0;
  const room = new HeadRoom();
  server.on('connection', (socket: Socket) => room.enter(socket));
  const refused = new WeakSet<Socket>();
  const accept = (request: http.IncomingMessage, response: http.ServerResponse, next: () => void) => {
    const fault = requestFault(request);
    if (refused.has(request.socket)) {
      return;
    }
    if (fault !== undefined) {
      refused.add(request.socket);
      refuse(response, 400, `This request is not passed on: ${fault}.`);
      return;
    }
    request.url = originForm(request.url ?? '/');
    next();
  };
  const onRequest: RequestHandler = (request, response) => {
    room.complete(request, response);
    accept(request, response, () => handle(request, response));
  };
  server.on('request', onRequest);
  server.on('checkContinue', onRequest);
  server.on('connect', (request, socket: Socket) => {
    room.leave(socket);
    const response = responseOn(request, socket);
    if (response === undefined) {
      socket.destroy();
    } else {
      refuse(response, 405, 'CONNECT is not spoken here.', { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' });
    }
  });
  if (upgrade !== undefined) {
    server.on('upgrade', (request, socket: Socket, head) => {
      room.leave(socket);
      const response = responseOn(request, socket);
      if (response === undefined) {
        socket.destroy();
        return;
      }
      accept(request, response, () => {
        if (maySwitch(request)) {
          upgrade(request, socket, head, response);
        } else {
          takeOver(response, socket);
          readAgainWithoutOffer(server, request, socket, head);
        }
      });
    });
  }
  return server;
}

function refuse(
  response: http.ServerResponse,
  status: number,
  message: string,
  headers: http.OutgoingHttpHeaders = {}
): void {
  answerJson(response, status, { error: { type: 'bad_request', message } }, { Connection: 'close', ...headers });
}

/** Starts listening; resolves with the port, rejects with a sentence that names the setting. */
export function listen(server: http.Server, { host, port }: ListenAddress, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'the port is in use; stop the other process or choose another port'
          : `${error.message}; choose another address`;
      reject(new ListenError(`${setting}: cannot listen on ${host ?? ''}:${port}: ${why}`));
    };
    server.once('error', onError);
    server.listen({ host, port }, () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Takes no new connections any more and leaves those that are there alone. A server's own `close()` also destroys
 * connections that it takes for idle, and with them what a slow client has yet to receive of an answer that is written.
 */
export function stopListening(server: http.Server): void {
  net.Server.prototype.close.call(server);
}

export class ListenError extends Error {}

/** Answers with a small JSON document. */
export function answerJson(
  response: http.ServerResponse,
  status: number,
  document: object,
  headers: http.OutgoingHttpHeaders = {}
): void {
  const body = `${JSON.stringify(document)}\n`;
  // One that could not be written is kept.
  response.statusMessage = '';
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
