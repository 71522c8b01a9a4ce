import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What all heads that are not complete may hold together. */
const MOST_KEPT_BYTES = 16 * 1024 * 1024;

const TOO_MUCH = 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

interface Connection {
  /** Of a head that is not complete. */
  bytes: number;
  /** The newest request, and its answer. While they are not over, what comes is a body. */
  newest: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  readonly onData: (chunk: Buffer) => void;
  readonly onClose: () => void;
}

/**
 * Bounds what the unfinished heads of all connections hold: beyond, the largest is ended with 431. Without that, some
 * hundred clients that each send a head and never its end take the memory of the pod.
 */
export class HeadRoom {
  private readonly connections = new Map<Socket, Connection>();
  private kept = 0;

  /** To be called for each new connection. */
  enter(socket: Socket): void {
    if (this.connections.has(socket)) {
      return;
    }
    const connection: Connection = {
      bytes: 0,
      newest: undefined,
      onData: (chunk) => {
        if (isBetweenRequests(connection)) {
          this.count(connection, chunk.length);
          this.makeRoom();
        }
      },
      onClose: () => this.leave(socket),
    };
    this.connections.set(socket, connection);
    // Before the parser gets it.
    socket.prependListener('data', connection.onData);
    socket.once('close', connection.onClose);
  }

  /** To be called when a head is complete. */
  complete(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.connections.get(request.socket);
    if (connection === undefined) {
      return;
    }
    this.count(connection, -connection.bytes);
    connection.newest = { request, response };
  }

  /** What comes on the connection from now on is no head. */
  leave(socket: Socket): void {
    const connection = this.connections.get(socket);
    if (connection !== undefined) {
      this.count(connection, -connection.bytes);
      this.connections.delete(socket);
      socket.off('data', connection.onData);
      socket.off('close', connection.onClose);
    }
  }

  private count(connection: Connection, bytes: number): void {
    connection.bytes += bytes;
    this.kept += bytes;
  }

  private makeRoom(): void {
    while (this.kept > MOST_KEPT_BYTES) {
      const [socket] = [...this.connections].reduce((a, b) => (b[1].bytes > a[1].bytes ? b : a));
      this.leave(socket);
      socket.end(TOO_MUCH);
      socket.destroySoon();
    }
  }
}

/** An answer may be over before the body of its request is. */
function isBetweenRequests({ newest }: Connection): boolean {
  return newest === undefined || (newest.request.complete && newest.response.closed);
}
