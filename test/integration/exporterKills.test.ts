import { spawn } from 'node:child_process';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, freePort, open, readAll, type Scrape, until } from './exporterProcess';

/** A backend and LLM provider as a process of its own: short answers, slow streams, completions with usage. */
const SERVER = `
  require('node:http').createServer((request, response) => {
    request.resume();
    if (request.url === '/stream') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const timer = setInterval(() => response.write('data: 1\\n\\n'), 20);
      response.once('close', () => clearInterval(timer));
      setTimeout(() => response.end(), 2000);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end('{"model":"gpt-4o","usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}');
  }).listen(Number(process.argv[1]), '127.0.0.1', () => process.send('listening'));
`;

const WORKERS = 4;
let bundle: ReturnType<typeof buildExporter>;
let exporter: Exporter;
const running = new Set<{ kill(): Promise<void> }>();

beforeAll(() => {
  bundle = buildExporter();
});

afterEach(async () => {
  await exporter.stop();
  await Promise.all([...running].map((server) => server.kill()));
});

afterAll(() => bundle.remove());

async function startServer(port: number): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', SERVER, String(port)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const server = {
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
  running.add(server);
  void exited.then(() => running.delete(server));
  await new Promise((resolve) => child.once('message', resolve));
  return server;
}

/** Asks again and again, several at a time, and counts what comes back. */
class Load {
  readonly counts = new Map<number | 'broken', number>();
  private readonly stopping = new AbortController();
  private readonly workers: ReadonlyArray<Promise<void>>;

  constructor(url: string) {
    this.workers = Array.from({ length: WORKERS }, () => this.run(url));
  }

  of(outcome: number | 'broken'): number {
    return this.counts.get(outcome) ?? 0;
  }

  /** Resolves when so many more have come back in this way. */
  async sees(outcome: number | 'broken', more: number): Promise<void> {
    const before = this.of(outcome);
    await until(() => this.of(outcome) >= before + more, `${more} more with ${outcome}`);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.workers);
  }

  private async run(url: string): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const outcome = await ask(url, { method: 'POST', parts: ['{"model":"gpt-4o"}'] }).then(
        ({ status }) => status,
        () => 'broken' as const
      );
      this.counts.set(outcome, this.of(outcome) + 1);
    }
  }
}

describe('kill -9', () => {
  it('of the backend under load: requests fail fast, streams are counted as broken, and all is well when it is back', async () => {
    const port = await freePort();
    const backend = await startServer(port);
    exporter = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${port}` });
    const load = new Load(exporter.url('inbound'));
    const stream = readAll(await open(exporter.url('inbound', '/stream'))).then(
      () => 'whole',
      () => 'broken'
    );
    await load.sees(200, 50);
    await backend.kill();
    expect(await stream).toBe('broken');
    await load.sees(502, 20);
    await exporter.scrapeUntil('the loss is known', (each) => state(each, 'stopped'));
    await startServer(port);
    await exporter.scrapeUntil('it is back', (each) => state(each, 'ready'));
    await load.sees(200, 50);
    await load.stop();

    const scrape = await exporter.scrape();
    const counted = (status: number) => scrape.value(SIDECAR.httpRequests, { status_code: String(status) }) ?? 0;
    expect(load.of('broken')).toBe(0);
    expect(counted(200)).toBe(load.of(200) + 1);
    expect(counted(502)).toBe(load.of(502));
    expect(counted(503)).toBe(load.of(503));
    expect(scrape.value(SIDECAR.httpRequestsAborted, { reason: 'backend' })).toBe(1);
    expect(scrape.value(SIDECAR.httpRequestsInFlight)).toBe(0);
    expect(scrape.value(SIDECAR.captureErrors)).toBe(0);
  });

  it('of a provider under load: the backend is told, and tokens are counted again when it is back', async () => {
    const port = await freePort();
    const provider = await startServer(port);
    exporter = await Exporter.start(bundle.path, {
      ELASTISCOPE_BACKEND_URL: `http://127.0.0.1:${port}`,
      ELASTISCOPE_PROVIDERS: `openai=http://127.0.0.1:${port}`,
    });
    const load = new Load(exporter.url('gateway', '/openai/v1/chat/completions'));
    await load.sees(200, 50);
    await provider.kill();
    await load.sees(502, 20);
    const failed = await exporter.scrape();
    await startServer(port);
    await load.sees(200, 50);
    await load.stop();

    const scrape = await exporter.scrapeUntil(
      'every answer is counted',
      (each) => each.value(SIDECAR.llmRequests, { status_code: '200' }) === load.of(200)
    );
    expect(load.of('broken')).toBe(0);
    expect(failed.value(SIDECAR.llmRequests, { status_code: '502' })).toBeGreaterThan(0);
    expect(scrape.value(SIDECAR.llmTokens, { source: 'reported' })).toBe(5 * load.of(200));
    expect(scrape.value(SIDECAR.captureErrors)).toBe(0);
  });
});

const state = (scrape: Scrape, name: string) => scrape.value(SIDECAR.backendState, { state: name }) === 1;
