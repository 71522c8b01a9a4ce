import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { ListenAddress } from '../config';
import { MAX_HEAD_BYTES } from './upstream';

/** Longer than the 60 s for which proxies in front keep idle connections, so that it is they who close them. */
const KEEP_ALIVE_MS = 75_000;
/** A client has this long to send its head; bodies and answers may take as long as they like. */
const HEAD_TIMEOUT_MS = 60_000;

export type RequestHandler = (request: http.IncomingMessage, response: http.ServerResponse) => void;
export type UpgradeHandler = (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Handlers {
  readonly request: RequestHandler;
  readonly upgrade?: UpgradeHandler;
}

/** A server that never cuts a long request or answer, and passes `Expect: 100-continue` to the handler as well. */
export function createServer({ request, upgrade }: Handlers): http.Server {
  const server = http.createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEAD_TIMEOUT_MS,
    requestTimeout: 0,
    maxHeaderSize: MAX_HEAD_BYTES,
    noDelay: true,
  });
  server.maxHeadersCount = 0;
  server.timeout = 0;
  server.on('request', request);
  server.on('checkContinue', request);
  if (upgrade !== undefined) {
    server.on('upgrade', upgrade);
  }
  return server;
}

/** Starts listening; resolves with the port, rejects with a sentence that names the setting. */
export function listen(server: http.Server, { host, port }: ListenAddress, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'the port is in use; stop the other process or choose another port'
          : `${error.message}; choose another address`;
      reject(new ListenError(`${setting}: cannot listen on ${host ?? ''}:${port}: ${why}`));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
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
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
