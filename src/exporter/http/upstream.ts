import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

/**
 * Idle connections are given up before the usual backend does so (uvicorn and node close after 5 s): a request on a
 * connection that is being closed fails, and a POST may not be repeated.
 */
const IDLE_CONNECTION_MS = 4000;
const MAX_IDLE_CONNECTIONS = 256;

/** Head sizes up to this are passed on; node's own bound is 16 KiB, which thousands of headers exceed. */
export const MAX_HEAD_BYTES = 256 * 1024;

/** A server that requests are sent to, over a pool of kept-alive connections. */
export class Upstream {
  private readonly secure: boolean;
  private readonly agent: http.Agent;
  private readonly host: string;
  private readonly port: number;

  constructor(readonly url: URL) {
    const options = {
      keepAlive: true,
      noDelay: true,
      maxFreeSockets: MAX_IDLE_CONNECTIONS,
      timeout: IDLE_CONNECTION_MS,
    };
    this.secure = url.protocol === 'https:';
    this.agent = this.secure ? new https.Agent(options) : new http.Agent(options);
    // All its connections lead to the same place: no need to work out a name for each request.
    this.agent.getName = () => url.host;
    this.host = url.hostname.replace(/^\[|\]$/g, '');
    this.port = url.port === '' ? (this.secure ? 443 : 80) : Number(url.port);
  }

  /** Begins a request; headers go out exactly as given. */
  request(method: string, path: string, headers: string[]): http.ClientRequest {
    const options: http.RequestOptions = {
      host: this.host,
      port: this.port,
      method,
      path,
      headers,
      agent: this.agent,
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
    this.agent.destroy();
  }
}
