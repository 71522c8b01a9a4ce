// An OpenAI-compatible provider: a chat completion, whole or as EVENTS chunks, each written by itself.
import type { ServerResponse } from 'node:http';
import { announce } from './announce';

const EVENTS = Number(process.env.EVENTS ?? 200);
const USAGE = { prompt_tokens: 25, completion_tokens: EVENTS, total_tokens: 25 + EVENTS };

function chunk(model: string, rest: object): string {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model };
  return `data: ${JSON.stringify({ ...head, ...rest })}\n\n`;
}

function stream(response: ServerResponse, model: string, usage: boolean): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  const content = Buffer.from(
    chunk(model, { choices: [{ index: 0, delta: { content: ' token' }, finish_reason: null }] })
  );
  let left = EVENTS;
  const next = () => {
    if (response.destroyed) {
      return;
    }
    if (left-- > 0) {
      response.write(content);
      setImmediate(next);
    } else {
      response.end(`${usage ? chunk(model, { choices: [], usage: USAGE }) : ''}data: [DONE]\n\n`);
    }
  };
  next();
}

function whole(response: ServerResponse, model: string): void {
  const message = { role: 'assistant', content: 'Words of an answer. '.repeat(10) };
  const body = JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: USAGE,
  });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

announce((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => {
    body += part;
  });
  request.once('end', () => {
    const asked = JSON.parse(body || '{}');
    const model: string = asked.model ?? 'gpt-4o-mini';
    if (asked.stream === true) {
      stream(response, model, asked.stream_options?.include_usage === true);
    } else {
      whole(response, model);
    }
  });
});
