/** @jest-environment node */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MetricDefinition, SIDECAR } from '../../vocabulary';
import { createServer } from '../http/listener';
import { IdleLimit } from '../http/idleLimit';
import { Upstream } from '../http/upstream';
import { Backend } from '../lifecycle/backend';
import { Drain } from '../lifecycle/drain';
import { InFlight } from '../lifecycle/inFlight';
import type { ProfileName } from '../lifecycle/profiles';
import { createLog } from '../log';
import { Metrics } from '../metrics';
import { ColdStartGate } from './coldStart';
import { type InboundParts, inboundHandlers } from './proxy';
import { createRouter, type Router } from './routes';

/** Metrics some of which fail whenever they are touched. */
class FaultyMetrics extends Metrics {
  faulty: ReadonlySet<MetricDefinition> = new Set();

  override inc(...[definition, labels, by]: Parameters<Metrics['inc']>): void {
    this.fail(definition);
    super.inc(definition, labels, by);
  }

  override observe(...[definition, labels, value]: Parameters<Metrics['observe']>): void {
    this.fail(definition);
    super.observe(definition, labels, value);
  }

  private fail(definition: MetricDefinition): void {
    // Undefined while the constructor of the base class counts its first zeros.
    if (this.faulty?.has(definition)) {
      throw new Error(`${definition.name} is broken`);
    }
  }
}

const ERROR_STREAM = '{"event":"token"}\n\n{"event":"error","data":{}}\n\n{"event":"end"}\n\n';
const COMPLETED = 'data: {"msg":"process_completed","event_id":"e1","output":{},"success":false}\n\n';
const JOIN = '{"data":["hello"],"session_hash":"s1"}';

/** What the backend answers, by path; in two chunks, and with the body that it got in a header. */
const ANSWERS: Readonly<Record<string, string>> = {
  '/api/v1/run/flow': ERROR_STREAM,
  '/queue/join': '{"event_id":"e1"}',
  '/queue/data?session_hash=s1': COMPLETED,
};

let backendServer: http.Server;
let backendUrl: URL;

beforeAll(async () => {
  backendServer = http.createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      const answer = ANSWERS[request.url ?? ''] ?? 'ok';
      response.sendDate = false;
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Body': Buffer.concat(body).toString() });
      response.write(answer.slice(0, 20));
      response.end(answer.slice(20));
    });
  });
  backendUrl = await listening(backendServer);
});

afterAll(() => {
  backendServer.closeAllConnections();
  backendServer.close();
});

async function listening(server: http.Server): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

interface Faults {
  readonly metrics?: readonly MetricDefinition[];
  readonly parts?: { readonly router?: Router; readonly gate?: InboundParts['gate'] };
}

const broken = (): never => {
  throw new Error('broken');
};

/** Asks through a proxy whose measuring has these faults. */
async function through(profile: ProfileName, faults: Faults, requests: ReadonlyArray<[string, string, string]>) {
  const metrics = new FaultyMetrics();
  metrics.faulty = new Set(faults.metrics);
  const log = createLog('text', 'error');
  const backend = new Backend(backendUrl, [{ path: '/', judge: () => 'ready' }], log, Date.now() / 1000);
  await backend.start();
  const inFlight = new InFlight();
  const hooks = {
    onStart: () => undefined,
    stopListening: () => undefined,
    endIdle: () => undefined,
    listenAgain: async () => undefined,
    onResumed: () => undefined,
  };
  const upstream = new Upstream(backendUrl, new IdleLimit(1500));
  const server = createServer(
    inboundHandlers({
      upstream,
      backend,
      profile,
      router: createRouter(profile, []),
      gate: new ColdStartGate(backend, 0, metrics, () => true),
      drain: new Drain({ graceSeconds: 1, minSeconds: 0 }, inFlight, metrics, log, hooks),
      inFlight,
      metrics,
      onAnswered: () => undefined,
      ...faults.parts,
    })
  );
  const url = await listening(server);
  const answers: string[] = [];
  for (const [method, path, body] of requests) {
    answers.push(await answerOf(new URL(path, url), method, body));
  }
  await inFlight.idle();
  const text = await metrics.scrape();
  backend.stop();
  server.closeAllConnections();
  server.close();
  upstream.close();
  return { answers, captureErrors: sumOf(text, SIDECAR.captureErrors), text };
}

/** All that a client sees of an answer. */
function answerOf(url: URL, method: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Length': Buffer.byteLength(body), 'X-Request-Start': `t=${Date.now() / 1000 - 100}` };
    const request = http.request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => parts.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve(JSON.stringify([answer.statusCode, answer.rawHeaders, Buffer.concat(parts).toString()]))
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

function sumOf(text: string, { name }: MetricDefinition): number {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

const RUN: ReadonlyArray<[string, string, string]> = [
  ['POST', '/api/v1/run/flow', '{"input":"hello"}'],
  ['GET', '/anything', ''],
];
const QUESTION: ReadonlyArray<[string, string, string]> = [
  ['POST', '/queue/join', JOIN],
  ['GET', '/queue/data?session_hash=s1', ''],
];

describe('a fault in measuring changes no byte and is counted', () => {
  it.each<[string, ProfileName, Faults]>([
    ['the router', 'langflow', { parts: { router: broken } }],
    ['the gate, at once', 'langflow', { parts: { gate: { enter: broken } } }],
    ['the gate, later', 'langflow', { parts: { gate: { enter: async () => broken() } } }],
    ['the count of requests', 'langflow', { metrics: [SIDECAR.httpRequests] }],
    ['the durations', 'langflow', { metrics: [SIDECAR.httpRequestDuration] }],
    ['the count of aborts, from the start on', 'langflow', { metrics: [SIDECAR.httpRequestsAborted] }],
    ['the reader of errors in answers', 'langflow', { metrics: [SIDECAR.httpSemanticErrors] }],
    ['the duration of questions', 'kotaemon', { metrics: [SIDECAR.httpRequestDuration] }],
    ['the reader of questions', 'kotaemon', { metrics: [SIDECAR.httpSemanticErrors] }],
    [
      'all of it',
      'langflow',
      { metrics: Object.values(SIDECAR).filter((each) => each !== SIDECAR.captureErrors), parts: { router: broken } },
    ],
  ])('%s', async (_, profile, faults) => {
    const requests = profile === 'kotaemon' ? QUESTION : RUN;
    const sound = await through(profile, {}, requests);
    const faulty = await through(profile, faults, requests);
    expect(faulty.answers).toEqual(sound.answers);
    expect(sound.captureErrors).toBe(0);
    expect(faulty.captureErrors).toBeGreaterThan(0);
  });
});

describe('a question of Kotaemon', () => {
  it('is timed from its join to its end, and its two requests are counted only', async () => {
    const { text } = await through('kotaemon', {}, QUESTION);
    const lines = text.split('\n');
    expect(lines).toContain('http_request_duration_seconds_count{route="question"} 1');
    expect(lines.filter((line) => line.startsWith('http_request_duration_seconds_count'))).toHaveLength(1);
    expect(lines).toContain('http_requests_total{method="POST",route="queue_join",status_code="200"} 1');
    expect(lines).toContain('http_requests_total{method="GET",route="queue_data",status_code="200"} 1');
    expect(lines).toContain('http_semantic_errors_total{route="queue_data",reason="process_failed"} 1');
  });
});
