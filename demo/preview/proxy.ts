import { request, type IncomingMessage, type ServerResponse } from 'node:http';

/** The headers that mean something to one connection only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Passes a request on to Prometheus, so that the page reads it from its own origin. `path` begins with a slash. */
export function proxyToPrometheus(
  prometheus: URL,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): void {
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
  const target = new URL(prometheus.pathname.replace(/\/$/, '') + path, prometheus);
  const upstream = request(target, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on('error', (error) => {
    if (outgoing.headersSent) {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(502, { 'content-type': 'application/json' });
    outgoing.end(
      JSON.stringify({
        status: 'error',
        errorType: 'unavailable',
        error: `Prometheus at ${prometheus.origin} does not answer (${error.message}). Is it running?`,
      })
    );
  });
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}
