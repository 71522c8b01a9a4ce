import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';

/** An error that the client of a small server is to see, with its status. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

/** Reads a whole body; a longer one than allowed is an error of the client. */
export async function readBody(request: IncomingMessage, limitBytes = 1_000_000): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limitBytes) {
      throw new HttpError(413, `the body is longer than ${limitBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a JSON body as what it is: unknown. */
export async function readJson(request: IncomingMessage, limitBytes?: number): Promise<unknown> {
  const text = (await readBody(request, limitBytes)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {}
): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Aborts when the client of this exchange goes away before it has its answer. */
export function abortedByClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Turns a handler that may throw into a listener that always answers. */
export function listener(handle: Handler, refuse = sendRefusal): RequestListener {
  return (request, response) => {
    Promise.resolve()
      .then(() => handle(request, response, new URL(request.url ?? '/', 'http://localhost')))
      .catch((error: unknown) => {
        if (response.headersSent || response.destroyed) {
          response.destroy();
        } else {
          refuse(response, error instanceof HttpError ? error.status : 500, messageOf(error));
        }
      });
  };
}

function sendRefusal(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: message });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A server that keeps idle connections longer than its clients do, so that none is closed under a request. */
export function httpServer(handle: Handler, refuse?: typeof sendRefusal): Server {
  const server = createServer(listener(handle, refuse));
  server.keepAliveTimeout = 75_000;
  return server;
}

/** Listens and resolves with the port, which the system chooses when 0 is asked for. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Stops listening and drops what is still connected. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
