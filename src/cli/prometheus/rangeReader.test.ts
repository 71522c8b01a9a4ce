/** @jest-environment node */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PrometheusClient } from './client';
import { RangeReader } from './rangeReader';

type Answering = (asked: URLSearchParams, request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(() =>
  servers.splice(0).forEach((server) => {
    server.close();
    server.closeAllConnections();
  })
);

/** A server that answers as it is told, and the client of it. */
async function clientOf(answering: Answering, timeoutSeconds = 10): Promise<PrometheusClient> {
  const server = createServer((request, response) =>
    answering(new URL(request.url ?? '', 'http://localhost').searchParams, request, response)
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new PrometheusClient({ url: `http://127.0.0.1:${port}`, headers: { 'x-tenant': 'a' }, timeoutSeconds });
}

const answer = (result: unknown) => JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
const failure = (error: string) => JSON.stringify({ status: 'error', errorType: 'execution', error });

/** The points of a question, each with its own time as its value. */
function pointsOf(asked: URLSearchParams): Array<[number, string]> {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(asked.get(name)));
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => [
    start + i * step,
    String(start + i * step),
  ]);
}

async function read(client: PrometheusClient, points: number) {
  const shares: number[] = [];
  const reader = new RangeReader(client, { fromSeconds: 0, toSeconds: 15 * (points - 1), stepSeconds: 15 });
  const { timesSeconds, values } = await reader.read('up', (share) => shares.push(share));
  return { times: Array.from(timesSeconds), values: Array.from(values), shares };
}

it.each<[string, number, number, number]>([
  ['that one answer holds', 11_000, 11_000, 1],
  ['one point longer', 11_001, 11_000, 2],
  ['of a week', 40_320, 11_000, 4],
  ['from a server that gives less', 11_000, 3000, 1 + 1 + 4],
])('reads a range %s, each point once', async (_name, points, most, questions) => {
  let asked = 0;
  const client = await clientOf((question, _request, response) => {
    asked++;
    const values = pointsOf(question);
    response.statusCode = values.length > most ? 422 : 200;
    response.end(values.length > most ? failure('too many samples') : answer([{ metric: {}, values }]));
  });
  const { times, values, shares } = await read(client, points);
  expect(times).toEqual(Array.from({ length: points }, (_, i) => 15 * i));
  expect(values).toEqual(times);
  expect(asked).toBe(questions);
  expect(shares.at(-1)).toBe(1);
});

it('sends the headers, and leaves out what has no value', async () => {
  const client = await clientOf((_asked, request, response) =>
    response.end(
      answer(
        request.headers['x-tenant'] === 'a'
          ? [
              {
                metric: {},
                values: [
                  [15, 'NaN'],
                  [45, '+Inf'],
                ],
              },
            ]
          : []
      )
    )
  );
  expect(await read(client, 5)).toMatchObject({ times: [15, 45], values: [NaN, Infinity] });
});

it('reads nothing where there is nothing', async () => {
  const client = await clientOf((_asked, _request, response) => response.end(answer([])));
  expect((await read(client, 5)).times).toEqual([]);
});

const replying =
  (status: number, text: string): Answering =>
  (_asked, _request, response) => {
    response.statusCode = status;
    response.end(text);
  };

it.each<[string, Answering, string]>([
  ['a mistake in the query', replying(400, failure('parse error')), 'Prometheus answered 400: parse error'],
  [
    'limits that no question keeps',
    replying(422, failure('too many samples')),
    'Prometheus answered 422: too many samples',
  ],
  [
    'a refusal of access',
    replying(401, 'Unauthorized\n'),
    'access was refused (401): Unauthorized (see --http.config.file, or set PROMETHEUS_TOKEN)',
  ],
  [
    'a page that logs in',
    replying(200, '<html>Log in</html>'),
    'answered 200, but not as Prometheus does; does its API lie below another path?: <html>Log in</html>',
  ],
  [
    'an error of a proxy',
    replying(502, '<h1>Bad  Gateway</h1>'),
    'answered 502, but not as Prometheus does; does its API lie below another path?: <h1>Bad Gateway</h1>',
  ],
  ['JSON that is none', replying(200, '[1]'), 'answered 200, but not as Prometheus does'],
  ['success without a result', replying(200, '{"status":"success"}'), 'the answer to up has no result'],
  [
    'several series',
    replying(
      200,
      answer([
        { metric: {}, values: [] },
        { metric: {}, values: [] },
      ])
    ),
    'up gives 2 series; aggregate them to one, for example by sum(…)',
  ],
  ['a broken connection', (_asked, request) => request.socket.destroy(), 'cannot be reached: other side closed'],
])('says what is wrong with %s', async (_name, answering, message) => {
  await expect(read(await clientOf(answering), 100)).rejects.toThrow(message);
});

it('gives up a server that does not answer', async () => {
  const client = await clientOf((_asked, request) => request.resume(), 0.05);
  await expect(read(client, 60)).rejects.toThrow('no answer within 0.05 s (see --timeout)');
});

it('says that nobody listens', async () => {
  const client = await clientOf(replying(200, ''));
  await new Promise((resolve) => servers[0].close(resolve));
  await expect(read(client, 60)).rejects.toThrow('cannot be reached: connect ECONNREFUSED');
});
