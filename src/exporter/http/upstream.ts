import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { headerOf } from './headers';
import type { IdleLimit } from './idleLimit';
import { Pool } from './pool';

/** Head sizes up to this are passed on; node's own bound is 16 KiB, which thousands of headers exceed. */
export const MAX_HEAD_BYTES = 256 * 1024;

/** A server that requests are sent to, over a pool of kept-alive connections. */
export class Upstream {
  private readonly secure: boolean;
  private readonly pool: Pool;
  private readonly host: string;
  private readonly port: number;

  constructor(
    readonly url: URL,
    private readonly idleLimit: IdleLimit
  ) {
    this.secure = url.protocol === 'https:';
    this.pool = new Pool(this.secure, idleLimit);
    this.host = url.hostname.replace(/^\[|\]$/g, '');
    this.port = url.port === '' ? (this.secure ? 443 : 80) : Number(url.port);
  }

  /** To be awaited before a request, so that it goes out on no connection that is known to be closed; often `undefined`. */
  settled(): Promise<void> | undefined {
    return this.pool.settled();
  }

  /** Takes in what an answer says of its connection. */
  answered({ rawHeaders }: http.IncomingMessage): void {
    const keepAlive = headerOf(rawHeaders, 'keep-alive');
    if (keepAlive !== undefined) {
      this.idleLimit.announced(keepAlive);
    }
  }

  /** So that the next request goes out on a new connection. */
  endIdle(): void {
    this.pool.endIdle();
  }

  /** Begins a request; headers go out exactly as given. */
  request(method: string, path: string, headers: string[]): http.ClientRequest {
    const options: http.RequestOptions = {
      host: this.host,
      port: this.port,
      method,
      path,
      headers,
      agent: this.pool.agent,
      setHost: false,
      maxHeaderSize: MAX_HEAD_BYTES,
    };
    const request = this.secure ? https.request(options) : http.request(options);
    request.maxHeadersCount = 0;
    return request;
  }

  /** A connection of its own, for protocols that leave HTTP. */
  connect(): net.Socket {
    return this.secure
      ? tls.connect({ host: this.host, port: this.port, servername: net.isIP(this.host) ? undefined : this.host })
      : net.connect({ host: this.host, port: this.port });
  }

  close(): void {
    this.pool.agent.destroy();
  }
}
