import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricDefinition } from '../../src/vocabulary';

const ROOT = join(__dirname, '../..');

/** Bundles the exporter as it is now into a folder of its own; call `remove` when done. */
export function buildExporter(): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'elastiscope-exporter-'));
  const path = join(folder, 'elastiscope-exporter.cjs');
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'src/exporter/bundle.ts'), path], { cwd: ROOT });
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}

export type Labels = Readonly<Record<string, string>>;

/** A scrape, asked by definition and labels. */
export class Scrape {
  constructor(readonly text: string) {}

  /** Sum of the series with these labels; `undefined` when there is none. */
  value({ name }: MetricDefinition, labels: Labels = {}, suffix = ''): number | undefined {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    const values = this.text
      .split('\n')
      .filter((line) => line.startsWith(`${name}${suffix} `) || line.startsWith(`${name}${suffix}{`))
      .filter((line) => wanted.every((label) => line.includes(label)))
      .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }
}

/** A running exporter. */
export class Exporter {
  private constructor(
    readonly child: ChildProcess,
    private readonly ports: ReadonlyMap<string, number>,
    private readonly output: { text: string },
    readonly exited: Promise<number | null>
  ) {}

  /** Starts the bundle with all listeners on free ports of the loopback interface. */
  static async start(bundle: string, env: Labels): Promise<Exporter> {
    const child = spawn(process.execPath, [bundle], {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        ELASTISCOPE_INBOUND_LISTEN: '127.0.0.1:0',
        ELASTISCOPE_GATEWAY_LISTEN: '127.0.0.1:0',
        ELASTISCOPE_ADMIN_LISTEN: '127.0.0.1:0',
        ELASTISCOPE_DRAIN_MIN_SECONDS: '0',
        ELASTISCOPE_LINGER_SECONDS: '0',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const output = { text: '' };
    const ports = new Map<string, number>();
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.stderr.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
      for (const line of output.text.split('\n').slice(0, -1)) {
        if (line.startsWith('{') && line.includes('"listening"')) {
          const { listener, port } = JSON.parse(line);
          ports.set(listener, port);
        }
      }
    });
    const exporter = new Exporter(child, ports, output, exited);
    await until(() => ports.size === 3 || child.exitCode !== null, 'the exporter listens');
    if (child.exitCode !== null) {
      throw new Error(`the exporter ended with ${child.exitCode}: ${output.text}`);
    }
    return exporter;
  }

  get log(): string {
    return this.output.text;
  }

  url(listener: 'inbound' | 'gateway' | 'admin', path = '/'): string {
    return `http://127.0.0.1:${this.port(listener)}${path}`;
  }

  port(listener: 'inbound' | 'gateway' | 'admin'): number {
    return this.ports.get(listener) ?? 0;
  }

  async scrape(): Promise<Scrape> {
    const { body } = await ask(this.url('admin', '/metrics'));
    return new Scrape(body.toString());
  }

  /** The first scrape of which `holds` is true; fails with the last one when that takes too long. */
  async scrapeUntil(what: string, holds: (scrape: Scrape) => boolean): Promise<Scrape> {
    let last = await this.scrape();
    for (const end = Date.now() + 10_000; !holds(last); last = await this.scrape()) {
      if (Date.now() > end) {
        throw new Error(`it never came to this: ${what}\n${last.text}`);
      }
      await sleep(20);
    }
    return last;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await this.exited;
    }
  }
}

export interface TestServer {
  readonly server: http.Server;
  readonly url: string;
  readonly port: number;
  /** Ends it as `kill -9` would: listener and connections go at once. */
  kill(): Promise<void>;
}

/** A real HTTP server; `port` 0 takes a free one. */
export async function serve(
  handler: http.RequestListener,
  port = 0,
  options: http.ServerOptions = {}
): Promise<TestServer> {
  const server = http.createServer(options, handler);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    server,
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    kill: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.resetAndDestroy());
      }),
  };
}

/** A server that answers each head it gets in its own way, be it HTTP or not. */
export async function serveRaw(onHead: (socket: Socket, head: string) => void): Promise<TestServer> {
  const server = await serve(() => undefined);
  const [, track] = server.server.listeners('connection');
  server.server.removeAllListeners('connection');
  server.server.on('connection', (socket) => {
    track(socket);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        onHead(socket, text.slice(0, end));
        text = text.slice(end + 4);
      }
    });
  });
  return server;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const { port, kill } = await serve(() => undefined);
  await kill();
  return port;
}

export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly rawHeaders: readonly string[];
  readonly headers: http.IncomingHttpHeaders;
  readonly rawTrailers: readonly string[];
  readonly body: Buffer;
}

export interface Ask extends http.RequestOptions {
  /** Parts of the body, sent one write after the other. */
  readonly parts?: ReadonlyArray<Buffer | string>;
}

/** Asks and reads the whole answer. */
export function ask(url: string, { parts = [], ...options }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent: false, ...options }, (answer) => {
      const body: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => body.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          message: answer.statusMessage ?? '',
          rawHeaders: answer.rawHeaders,
          headers: answer.headers,
          rawTrailers: answer.rawTrailers,
          body: Buffer.concat(body),
        })
      );
    });
    request.once('error', reject);
    void (async () => {
      for (const part of parts) {
        request.write(part);
        await new Promise((done) => setImmediate(done));
      }
      request.end();
    })();
  });
}

/** Asks and resolves with the answer as soon as its head is there. */
export function open(url: string, options: http.RequestOptions = {}): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent: false, ...options }, resolve).once('error', reject);
  });
}

/** Sends raw text and returns all that comes back until the other side closes. */
export function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

export async function readAll(request: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Waits until something holds; fails with `what` after ten seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); ) {
    if (Date.now() > end) {
      throw new Error(`it never came to this: ${what}`);
    }
    await sleep(5);
  }
}

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
