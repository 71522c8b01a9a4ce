import http from 'node:http';

export interface StreamLoad {
  readonly url: string;
  readonly body: string;
  readonly streams: number;
  readonly seconds: number;
}

/** Keeps `streams` answers flowing, each followed by the next, and returns how many whole ones came in a second. */
export async function streamLoop({ url, body, streams, seconds }: StreamLoad): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: streams });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const begunAt = performance.now();
  const isOver = () => performance.now() - begunAt >= seconds * 1000;
  let finished = 0;
  const keepOne = async () => {
    do {
      await readStream(url, agent, headers, body);
      finished++;
    } while (!isOver());
  };
  await Promise.all(Array.from({ length: streams }, keepOne));
  agent.destroy();
  return (finished / (performance.now() - begunAt)) * 1000;
}

function readStream(url: string, agent: http.Agent, headers: http.OutgoingHttpHeaders, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (answer) => {
      let tail = '';
      answer.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - 16))).slice(-16);
      });
      answer.once('error', reject);
      answer.once('end', () =>
        answer.statusCode === 200 && tail.endsWith('data: [DONE]\n\n')
          ? resolve()
          : reject(new Error(`${url}: ${answer.statusCode}, or a stream that was cut`))
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}
