import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How many notifications are kept; older ones are forgotten. */
const KEPT = 500;
const LONGEST_BODY_BYTES = 4_000_000;

interface Notification {
  readonly receivedAt: string;
  readonly receiver: string;
  readonly message: unknown;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LONGEST_BODY_BYTES) {
      throw new Error('the message is too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}

/**
 * The webhook of the demo: Alertmanager posts what it sends to `/<receiver>`, and `GET /notifications` shows what
 * arrived, the newest first.
 */
export function notificationServer(): Server {
  const received: Notification[] = [];
  return createServer(async (request, response) => {
    const path = decodeURIComponent(request.url?.split('?', 1)[0] ?? '/');
    if (request.method === 'GET') {
      return path === '/notifications'
        ? sendJson(response, 200, received)
        : sendJson(response, 404, { error: 'What arrived is at /notifications.' });
    }
    try {
      const message: unknown = JSON.parse(await readBody(request));
      received.unshift({ receivedAt: new Date().toISOString(), receiver: path.slice(1), message });
      received.length = Math.min(received.length, KEPT);
      sendJson(response, 200, {});
    } catch (error) {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
  });
}
