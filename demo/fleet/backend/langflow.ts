import type { IncomingMessage, ServerResponse } from 'node:http';
import { abortedByClient, HttpError, isRecord, messageOf, readJson, sendJson, type Handler } from '../net/http';
import type { Desk } from './desk';

const RUN = /^\/api\/v1\/run\/([^/]+)$/;

/** LangFlow's API: health paths, and `POST /api/v1/run/{flow}` with or without a stream. */
export function langflow(desk: Desk): Handler {
  return async (request, response, url) => {
    const run = RUN.exec(url.pathname);
    if (request.method === 'POST' && run) {
      const [, flow = ''] = run;
      await answer(desk, flow, url.searchParams.get('stream') === 'true', request, response);
    } else if (url.pathname === '/health' || url.pathname === '/healthz') {
      sendJson(response, 200, { status: 'ok' });
    } else if (url.pathname === '/health_check') {
      sendJson(response, 200, { status: 'ok', chat: 'ok', db: 'ok' });
    } else if (url.pathname === '/api/v1/version') {
      sendJson(response, 200, { version: '1.11.5', main_version: '1.11.5', package: 'Langflow' });
    } else {
      throw new HttpError(404, 'Not Found');
    }
  };
}

async function answer(
  desk: Desk,
  flow: string,
  stream: boolean,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = await readJson(request);
  if (!isRecord(body) || typeof body.input_value !== 'string') {
    throw new HttpError(422, 'input_value: Field required');
  }
  const gone = abortedByClient(response);
  let text = '';
  if (!stream) {
    await desk.answer(flow, request, body.input_value, (piece) => (text += piece), gone);
    sendJson(response, 200, result(text));
    return;
  }
  // LangFlow says event-stream but sends bare JSON, each event followed by a blank line, without `data:`.
  const send = (event: string, data: unknown) => response.write(`${JSON.stringify({ event, data })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  send('add_message', { text: body.input_value, sender: 'User' });
  try {
    const onText = (chunk: string) => {
      text += chunk;
      send('token', { chunk });
    };
    await desk.answer(flow, request, body.input_value, onText, gone);
    send('end', { result: result(text) });
  } catch (error) {
    // The head is long gone: an error of a running stream arrives under status 200.
    send('error', { text: messageOf(error), category: 'error' });
  }
  response.end();
}

function result(text: string) {
  return { session_id: 'demo', outputs: [{ inputs: {}, outputs: [{ results: { message: { text } } }] }] };
}
