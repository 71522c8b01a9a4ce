import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../src/vocabulary';
import { ask, buildExporter, Exporter, readAll, type Scrape, serve } from './exporterProcess';

const RUNS = 20;
const AT_A_TIME = 3;
const WORKERS = 6;
const PROBE_MS = 25;

let bundle: ReturnType<typeof buildExporter>;

beforeAll(() => {
  bundle = buildExporter();
});

afterAll(() => bundle.remove());

/** Short answers, streams of 300 ms and uploads. */
const backend: http.RequestListener = async (request, response) => {
  if (request.url === '/stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (let i = 0; i < 6; i++) {
      response.write(`data: ${i}\n\n`);
      await sleep(50);
    }
    response.end('data: [DONE]\n\n');
  } else if (request.url === '/upload') {
    response.end(String((await readAll(request)).length));
  } else {
    response.end('short');
  }
};

const UPLOAD = Array.from({ length: 8 }, () => Buffer.alloc(16 * 1024, 'x'));
const KINDS = [
  { path: '/short', parts: [], body: 'short' },
  {
    path: '/stream',
    parts: [],
    body: 'data: 0\n\ndata: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\ndata: 5\n\ndata: [DONE]\n\n',
  },
  { path: '/upload', parts: UPLOAD, body: String(8 * 16 * 1024) },
];

/** Sends as a load balancer does: new requests only as long as its own probe finds the pod ready. */
class LoadBalancer {
  readonly failures: string[] = [];
  answers = 0;
  private ready = true;
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly running: ReadonlyArray<Promise<void>>;

  constructor(private readonly exporter: Exporter) {
    this.running = [this.probe(), ...Array.from({ length: WORKERS }, (_, worker) => this.send(worker))];
  }

  /** Resolves when the pod was taken out and everything that was sent has ended. */
  async done(): Promise<void> {
    await Promise.all(this.running);
    this.agent.destroy();
  }

  private async probe(): Promise<void> {
    while (this.ready) {
      this.ready = (await ask(this.exporter.url('admin', '/readyz'))).status === 200;
      await sleep(PROBE_MS);
    }
  }

  private async send(worker: number): Promise<void> {
    for (let i = worker; this.ready; i++) {
      const { path, parts, body } = KINDS[i % KINDS.length];
      const agent = worker % 2 === 0 ? this.agent : (false as const);
      try {
        const answer = await ask(this.exporter.url('inbound', path), { method: 'POST', agent, parts });
        if (answer.status !== 200 || answer.body.toString() !== body) {
          this.failures.push(`${path}: ${answer.status} ${answer.body.toString()}`);
        }
        this.answers++;
      } catch (error) {
        this.failures.push(`${path}: ${String(error)}`);
      }
    }
  }
}

interface Outcome {
  readonly way: string;
  readonly failures: readonly string[];
  readonly answers: number;
  readonly scrape: Scrape;
  readonly exitCode: number | null;
}

const WAYS = ['SIGTERM alone', 'preStop, then SIGTERM', 'preStop and SIGTERM at once'] as const;

/** One pod that serves under load and is told to go. */
async function takeOutOfService(way: (typeof WAYS)[number]): Promise<Outcome> {
  const server = await serve(backend);
  const exporter = await Exporter.start(bundle.path, {
    ELASTISCOPE_BACKEND_URL: server.url,
    ELASTISCOPE_DRAIN_MIN_SECONDS: '0.5',
    ELASTISCOPE_LINGER_SECONDS: '1',
  });
  try {
    const balancer = new LoadBalancer(exporter);
    await sleep(300);
    const preStop = way === 'SIGTERM alone' ? undefined : ask(exporter.url('admin', '/wait-for-drain'));
    if (way !== 'preStop, then SIGTERM') {
      exporter.child.kill('SIGTERM');
    }
    if (preStop !== undefined) {
      expect((await preStop).status).toBe(200);
      // The kubelet ends the backend as soon as its preStop hook is over.
      await server.kill();
    }
    await balancer.done();
    if (way === 'preStop, then SIGTERM') {
      exporter.child.kill('SIGTERM');
    }
    const scrape = await exporter.scrapeUntil(
      'it is drained',
      (each) => each.value(SIDECAR.shutdownGraceUsed) !== undefined
    );
    return { way, failures: balancer.failures, answers: balancer.answers, scrape, exitCode: await exporter.exited };
  } finally {
    await exporter.stop();
    await server.kill();
  }
}

it(`cuts no request in ${RUNS} drains under load`, async () => {
  const outcomes: Outcome[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      while (next < RUNS) {
        outcomes.push(await takeOutOfService(WAYS[next++ % WAYS.length]));
      }
    })
  );
  expect(outcomes).toHaveLength(RUNS);
  for (const { way, failures, answers, scrape, exitCode } of outcomes) {
    expect({ way, failures, exitCode }).toEqual({ way, failures: [], exitCode: 0 });
    expect(answers).toBeGreaterThan(WORKERS);
    expect(scrape.value(SIDECAR.httpRequests, { status_code: '200' })).toBe(answers);
    expect(scrape.value(SIDECAR.shutdownRequestsCut)).toBe(0);
    expect(scrape.value(SIDECAR.httpRequestsAborted)).toBe(0);
    expect(scrape.value(SIDECAR.shutdownDrain)).toBeGreaterThanOrEqual(0.5);
  }
});
