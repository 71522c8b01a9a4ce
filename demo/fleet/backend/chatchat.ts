import type { IncomingMessage, ServerResponse } from 'node:http';
import { abortedByClient, HttpError, isRecord, messageOf, readJson, sendJson, type Handler } from '../net/http';
import type { Desk } from './desk';

const PING_MS = 15_000;

/** `/chat/chat/completions` talks to the model, the longer path to one knowledge base. */
const CHAT = /^\/(chat\/chat|knowledge_base\/local_kb\/([^/]+)\/chat)\/completions$/;

/** Langchain-Chatchat's API. Until the model is loaded everything is answered with 503. */
export function chatchat(desk: Desk, isLoaded: () => boolean): Handler {
  return async (request, response, url) => {
    const chat = CHAT.exec(url.pathname);
    if (!isLoaded()) {
      throw new HttpError(503, 'the model is being loaded');
    }
    if (request.method === 'POST' && chat) {
      const [, , flow = 'chat'] = chat;
      await answer(desk, flow, request, response);
    } else if (url.pathname === '/openapi.json') {
      sendJson(response, 200, { openapi: '3.1.0', info: { title: 'Langchain-Chatchat API Server' }, paths: {} });
    } else if (request.method === 'POST' && url.pathname === '/server/configs') {
      sendJson(response, 200, { API_SERVER: { port: 7861 }, HTTPX_DEFAULT_TIMEOUT: 300 });
    } else if (url.pathname === '/v1/models') {
      sendJson(response, 200, { object: 'list', data: [] });
    } else if (url.pathname === '/') {
      response.writeHead(307, { location: '/docs' }).end();
    } else {
      throw new HttpError(404, 'Not Found');
    }
  };
}

/** The user's last message. */
function questionOf(body: unknown): string {
  const messages: unknown = isRecord(body) ? body.messages : undefined;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  if (!isRecord(last) || typeof last.content !== 'string') {
    throw new HttpError(422, 'messages: Field required');
  }
  return last.content;
}

async function answer(desk: Desk, flow: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = questionOf(await readJson(request));
  const gone = abortedByClient(response);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const ping = setInterval(() => response.write(': ping\r\n\r\n'), PING_MS);
  const send = (data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  try {
    const onText = (content: string) =>
      send({ object: 'chat.completion.chunk', choices: [{ delta: { content, role: 'assistant' } }] });
    await desk.answer(flow, request, text, onText, gone);
    send({ object: 'chat.completion.chunk', choices: [{ delta: {}, finish_reason: 'stop' }] });
  } catch (error) {
    // An upstream failure arrives under status 200, as an event with a code and an error.
    send({ code: 500, error: messageOf(error) });
  } finally {
    clearInterval(ping);
  }
  response.end();
}
