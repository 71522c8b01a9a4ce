import { request as send, type Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { REPLICA_COOKIE } from '../backend/kotaemon';
import { abortedByClient, close, httpServer, readBody, sendJson } from '../net/http';
import { keepAliveAgent } from '../net/request';
import type { Pool, Upstream } from './pool';

/** Upstreams a request is offered to before it is refused: an upstream that refuses the connection has not seen it. */
const ATTEMPTS = 3;

/** Headers that belong to one connection (RFC 9110, 7.6.1) and are not passed on. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade', 'proxy-connection']);

const COOKIE = new RegExp(`(?:^|; )${REPLICA_COOKIE}=([^;]+)`);

/** Counts of one front proxy since its start. */
export interface FrontCounts {
  readonly arrived: number;
  readonly answered: ReadonlyMap<number, number>;
}

/** The proxy in front of one workload. It buffers the (small) request, so that it can wait and be offered twice. */
export class FrontProxy {
  readonly server: Server;
  private readonly agent: Agent = keepAliveAgent();
  private readonly answered = new Map<number, number>();
  private arrived = 0;

  constructor(private readonly pool: Pool) {
    this.server = httpServer((request, response) => this.handle(request, response));
  }

  /** Requests that wait for a replica. */
  get waiting(): number {
    return this.pool.waiting;
  }

  get counts(): FrontCounts {
    return { arrived: this.arrived, answered: this.answered };
  }

  async close(): Promise<void> {
    await close(this.server);
    this.agent.destroy();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = Date.now() / 1000;
    this.arrived++;
    response.once('finish', () => {
      this.answered.set(response.statusCode, (this.answered.get(response.statusCode) ?? 0) + 1);
    });
    const gone = abortedByClient(response);
    const body = await readBody(request);
    let preferred = COOKIE.exec(request.headers.cookie ?? '')?.[1];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const upstream = await this.pool.acquire(preferred, gone);
      if (!upstream) {
        break;
      }
      try {
        if (await this.forward(request, body, arrivedAt, upstream, response)) {
          return;
        }
      } finally {
        this.pool.release(upstream);
      }
      // It listens no more.
      preferred = undefined;
    }
    if (!gone.aborted) {
      sendJson(response, 503, { error: 'no replica is ready' }, { 'retry-after': '5' });
    }
  }

  /** Resolves with false when the upstream refused the connection, so that nothing was sent; else when all is over. */
  private forward(
    request: IncomingMessage,
    body: Buffer,
    arrivedAt: number,
    upstream: Upstream,
    response: ServerResponse
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const outgoing = send({
        agent: this.agent,
        host: '127.0.0.1',
        port: upstream.ports.inbound,
        method: request.method,
        path: request.url,
        headers: {
          'x-request-start': `t=${arrivedAt.toFixed(3)}`,
          ...withoutHopByHop(request.headers),
          'content-length': body.length,
        },
      });
      response.once('close', () => {
        outgoing.destroy();
        resolve(true);
      });
      outgoing.once('response', (incoming) => {
        response.writeHead(incoming.statusCode ?? 502, withoutHopByHop(incoming.headers));
        response.flushHeaders();
        incoming.on('error', () => response.destroy());
        incoming.pipe(response);
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED' && !response.headersSent) {
          resolve(false);
        } else if (!response.headersSent) {
          sendJson(response, 502, { error: `the replica broke off: ${error.message}` });
        } else {
          response.destroy();
        }
      });
      outgoing.end(body);
    });
  }
}

function withoutHopByHop<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
