import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, buildExporter, Exporter, type Labels, serve, type TestServer } from './exporterProcess';

const CLIENTS = 60;

let bundle: ReturnType<typeof buildExporter>;
let backend: TestServer;
let exporter: Exporter;

beforeAll(() => {
  bundle = buildExporter();
});

afterEach(async () => {
  await exporter.stop();
  await backend.kill();
});

afterAll(() => bundle.remove());

interface KeepAlive {
  readonly ms: number;
  /** Node's servers announce it, those of Python do not. */
  readonly announced?: boolean;
}

/** A backend that is well all the time, and closes connections that have been idle for so long. */
async function start({ ms, announced = false }: KeepAlive, env: Labels = {}): Promise<void> {
  backend = await serve(
    (request, response) => {
      request.resume().once('end', () => {
        if (!announced) {
          response.setHeader('Connection', 'keep-alive');
        }
        response.end('ok');
      });
    },
    0,
    // Node adds a second by itself where it announces the time.
    { keepAliveTimeout: ms, keepAliveTimeoutBuffer: 0 } as http.ServerOptions
  );
  exporter = await Exporter.start(bundle.path, { ELASTISCOPE_BACKEND_URL: backend.url, ...env });
}

/** Every client posts at the same moments, `intervalMs` apart by 4 ms more or less, so that all connections are idle for that long. */
async function statusesOf(intervalMs: number, times: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const agent = new http.Agent({ keepAlive: true });
  for (let i = 0; i < times; i++) {
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        await sleep(4 * Math.sin(client + i) + 4);
        const { status } = await ask(exporter.url('inbound', '/quick'), { method: 'POST', agent, parts: ['{"a":1}'] });
        counts[status] = (counts[status] ?? 0) + 1;
      })
    );
    await sleep(intervalMs - 8);
  }
  agent.destroy();
  return counts;
}

describe('keepalive-race: a healthy backend is never called unreachable', () => {
  it.each<[string, KeepAlive, number, number]>([
    ['gunicorn keeps connections for 2 s', { ms: 2000 }, 2000, 6],
    ['one keeps them for half a second, which has to be learned', { ms: 500 }, 500, 16],
    ['one announces a second', { ms: 1000, announced: true }, 1000, 8],
  ])('%s', async (_, keepAlive, intervalMs, times) => {
    await start(keepAlive);
    expect(await statusesOf(intervalMs, times)).toEqual({ 200: CLIENTS * times });
  });
});

describe('connections are kept', () => {
  /** How many connections carry three requests that are `pauseMs` apart. */
  async function connectionsOfThree(pauseMs: number): Promise<number> {
    const ports = new Set<number | undefined>();
    backend.server.on('request', (request) => request.url === '/asked' && ports.add(request.socket.remotePort));
    for (let i = 0; i < 3; i++) {
      await ask(exporter.url('inbound', '/asked'), { method: 'POST' });
      await sleep(pauseMs);
    }
    return ports.size;
  }

  it.each<[string, KeepAlive, Labels, number, number]>([
    ['for a second and a half', { ms: 60_000 }, {}, 300, 1],
    ['not for longer until more is known', { ms: 60_000 }, {}, 1700, 3],
    ['for as long as the backend announces, less a second', { ms: 4000, announced: true }, {}, 1700, 1],
    ['for as long as the setting says', { ms: 60_000 }, { ELASTISCOPE_BACKEND_IDLE_SECONDS: '3' }, 1700, 1],
    ['not at all where the setting says so', { ms: 60_000 }, { ELASTISCOPE_BACKEND_IDLE_SECONDS: '0' }, 0, 3],
  ])('%s', async (_, keepAlive, env, pauseMs, expected) => {
    await start(keepAlive, env);
    expect(await connectionsOfThree(pauseMs)).toBe(expected);
  });
});
