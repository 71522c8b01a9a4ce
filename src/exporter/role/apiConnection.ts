import http from 'node:http';
import https from 'node:https';
import { type JsonObject, textMember } from './json';

const LARGEST_ANSWER = 256 * 1024;
/** One for the watch, and those that read and write beside it. */
const MAX_CONNECTIONS = 4;

/** Where an API server is, and how it and this sidecar know each other. */
export interface ApiServer {
  readonly url: URL;
  readonly tls: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly servername?: string;
  };
  /** Asked for each request: tokens in files are renewed while the process lives (the kubelet does so about every hour). */
  readonly token: () => string | undefined;
}

/** A refusal of the API server. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

/** Requests to one API server. No token goes over plain HTTP. */
export class ApiConnection {
  private readonly secure: boolean;
  private readonly agent: http.Agent;

  constructor(
    private readonly server: ApiServer,
    private readonly timeoutMs: number
  ) {
    this.secure = server.url.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
    this.agent = this.secure ? new https.Agent({ ...options, ...server.tls }) : new http.Agent(options);
  }

  /** The JSON of a successful answer. Rejects with ApiError when refused, and in bounded time when there is no answer. */
  async send(method: string, path: string, body?: JsonObject): Promise<unknown> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const answer = await this.open(method, path, signal, body);
      const text = await textOf(answer);
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        throw refusal(status, text);
      }
      return JSON.parse(text);
    } catch (error) {
      throw signal.aborted ? new Error(`the API server did not answer within ${this.timeoutMs / 1000} s`) : error;
    }
  }

  /**
   * Hands over the lines of a stream until it ends, nothing has come for `quietMs`, or `onLine` returns false. Rejects with
   * ApiError when refused.
   */
  async lines(path: string, quietMs: number, onLine: (line: string) => boolean): Promise<void> {
    const quiet = new AbortController();
    let timer = setTimeout(() => quiet.abort(), quietMs);
    try {
      const answer = await this.open('GET', path, quiet.signal);
      if (answer.statusCode !== 200) {
        throw refusal(answer.statusCode ?? 0, await textOf(answer));
      }
      answer.setEncoding('utf8');
      let rest = '';
      for await (const text of answer) {
        clearTimeout(timer);
        timer = setTimeout(() => quiet.abort(), quietMs);
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop() ?? '';
        if (rest.length > LARGEST_ANSWER || !lines.every((line) => line === '' || onLine(line))) {
          return;
        }
      }
    } catch (error) {
      if (!quiet.signal.aborted) {
        throw error;
      }
    } finally {
      clearTimeout(timer);
      quiet.abort();
    }
  }

  private open(method: string, path: string, signal: AbortSignal, body?: JsonObject): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { url } = this.server;
      const token = this.secure ? this.server.token() : undefined;
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        Accept: 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      };
      const target = new URL(`${url.pathname.replace(/\/$/, '')}${path}`, url);
      const send = this.secure ? https.request : http.request;
      const request = send(target, { method, agent: this.agent, headers, signal }, resolve);
      request.on('error', reject);
      request.end(text);
    });
  }
}

async function textOf(answer: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST_ANSWER) {
      throw new Error('the answer is too large for a Lease');
    }
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A refusal in the API server's own words where it has some. */
function refusal(status: number, text: string): ApiError {
  const message = textMember(parsed(text), 'message');
  return new ApiError(status, `the API server answered ${status}${message === undefined ? '' : `: ${message}`}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
