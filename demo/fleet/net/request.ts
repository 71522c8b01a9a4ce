import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/** Idle connections are dropped well before any server of the demo drops them. */
export function keepAliveAgent(maxSockets = Infinity): Agent {
  return new Agent({ keepAlive: true, maxSockets, timeout: 30_000 });
}

export interface Call {
  readonly url: string;
  readonly agent: Agent;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer | string;
  readonly signal?: AbortSignal;
}

/** Sends a request and resolves with the answer as soon as its head is there. */
export function call({ url, agent, method = 'GET', headers = {}, body, signal }: Call): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { agent, method, headers: { ...headers, ...length }, signal }, resolve);
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Reads an answer to its end as text. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) {
    text += chunk;
  }
  return text;
}

/** Splits a stream of text into its lines. */
export async function* linesOf(answer: IncomingMessage): AsyncGenerator<string> {
  answer.setEncoding('utf8');
  let rest = '';
  for await (const chunk of answer) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') {
    yield rest;
  }
}
