import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpError, isRecord, messageOf, readJson, sendJson, sendText, type Handler } from '../net/http';
import type { Desk } from './desk';

/** Gradio's queue sends a heartbeat this often. */
const HEARTBEAT_MS = 15_000;

/** How long an answer waits for its listener. */
const FORGET_MS = 30_000;

/** The cookie by which a front proxy finds the replica again whose queue holds the question. */
export const REPLICA_COOKIE = 'replica';

/** A question that was put into the queue and whose listener has not come yet, or listens. */
class Session {
  private readonly backlog: object[] = [];
  private listener: ServerResponse | undefined;
  private ended = false;
  private readonly controller = new AbortController();
  readonly gone = this.controller.signal;

  send(message: object): void {
    if (this.listener) {
      this.listener.write(`data: ${JSON.stringify(message)}\n\n`);
    } else {
      this.backlog.push(message);
    }
  }

  listen(response: ServerResponse): void {
    this.listener = response;
    response.once('close', () => this.controller.abort());
    this.backlog.splice(0).forEach((message) => this.send(message));
    if (this.ended) {
      response.end();
    }
  }

  end(): void {
    this.send({ msg: 'close_stream', event_id: null });
    this.ended = true;
    this.listener?.end();
  }
}

/** Kotaemon's Gradio queue: `POST /queue/join`, then events on `GET /queue/data`. The queue lives in this process. */
export function kotaemon(desk: Desk, instance: string): Handler {
  const appId = randomUUID();
  const sessions = new Map<string, Session>();

  return async (request, response, url) => {
    const route = `${request.method} ${url.pathname}`;
    switch (route) {
      case 'POST /queue/join':
        await join(desk, sessions, instance, request, response);
        break;
      case 'GET /queue/data':
        listenTo(sessions, url.searchParams.get('session_hash') ?? '', response);
        break;
      case 'GET /queue/status':
        sendJson(response, 200, { msg: 'estimation', queue_size: desk.waiting, rank: null, rank_eta: null });
        break;
      case 'GET /app_id':
        sendJson(response, 200, { app_id: appId });
        break;
      case 'GET /startup-events':
        sendJson(response, 200, true);
        break;
      case 'GET /config':
      case 'GET /info':
        sendJson(response, 200, { version: '4.39.0', mode: 'blocks', app_id: appId });
        break;
      case 'GET /':
        sendText(response, 200, '<!doctype html><title>Kotaemon</title>', 'text/html');
        break;
      default:
        throw new HttpError(404, 'Not Found');
    }
  };
}

async function join(
  desk: Desk,
  sessions: Map<string, Session>,
  instance: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = await readJson(request);
  const data: unknown = isRecord(body) ? body.data : undefined;
  if (!isRecord(body) || typeof body.session_hash !== 'string' || !Array.isArray(data)) {
    throw new HttpError(422, 'data and session_hash: Field required');
  }
  const [text, flow]: unknown[] = data;
  if (typeof text !== 'string' || typeof flow !== 'string') {
    throw new HttpError(422, 'data: the question and its pipeline are needed');
  }
  const sessionHash = body.session_hash;
  const session = new Session();
  sessions.set(sessionHash, session);
  const eventId = randomUUID();
  sendJson(response, 200, { event_id: eventId }, { 'set-cookie': `${REPLICA_COOKIE}=${instance}; Path=/` });

  session.send({ msg: 'estimation', event_id: eventId, rank: desk.waiting, queue_size: desk.waiting + 1 });
  session.send({ msg: 'process_starts', event_id: eventId });
  let success = true;
  let output: object = { data: [] };
  try {
    const onText = (piece: string) =>
      session.send({ msg: 'process_generating', event_id: eventId, output: { data: [piece] }, success: true });
    await desk.answer(flow, request, text, onText, session.gone);
  } catch (error) {
    success = false;
    output = { error: messageOf(error) };
  }
  session.send({ msg: 'process_completed', event_id: eventId, output, success });
  session.end();
  setTimeout(() => sessions.delete(sessionHash), FORGET_MS).unref();
}

function listenTo(sessions: Map<string, Session>, sessionHash: string, response: ServerResponse): void {
  const session = sessions.get(sessionHash);
  if (!session) {
    throw new HttpError(404, 'Session not found.');
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write('data: {"msg":"heartbeat"}\n\n'), HEARTBEAT_MS);
  response.once('close', () => clearInterval(heartbeat));
  session.listen(response);
}
