import type { IncomingMessage, ServerResponse } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import { CLIENT_CLOSED_REQUEST, forward } from '../http/forward';
import { endToEnd, type RawHeaders, requestFraming, withForwarded } from '../http/headers';
import { answerJson, type Handlers } from '../http/listener';
import { splice } from '../http/splice';
import type { Upstream } from '../http/upstream';
import type { Backend } from '../lifecycle/backend';
import type { ColdStartGate, GateResult } from './coldStart';
import { ABORT_REASONS, InboundWatch, type InboundWatchParts } from './inboundWatch';

export interface InboundParts extends InboundWatchParts {
  readonly upstream: Upstream;
  readonly backend: Backend;
  readonly gate: ColdStartGate;
}

/** The reverse proxy in front of the backend: gate, forward, count. */
export function inboundHandlers(parts: InboundParts): Handlers {
  ABORT_REASONS.forEach((reason) => parts.metrics.inc(SIDECAR.httpRequestsAborted, { reason }, 0));
  return {
    request: (request, response) => {
      passOn(parts, request, response).catch(() => response.destroy());
    },
    upgrade: (request, socket, head) => {
      const watch = new InboundWatch(parts, request, () => socket.destroy());
      let status = CLIENT_CLOSED_REQUEST;
      splice({
        request,
        socket,
        head,
        upstream: parts.upstream,
        path: request.url ?? '/',
        headers: forwarded(request, request.rawHeaders),
        watch: {
          answered: (answer) => {
            status = answer;
          },
          ended: (ending) => watch.ended(ending, ending === 'unreachable' ? 502 : status),
        },
      });
    },
  };
}

async function passOn(parts: InboundParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const watch = new InboundWatch(parts, request, () => response.destroy());
  const { outcome, inFrontSeconds } = await enterGate(parts, request, response);
  watch.waitedInFront(inFrontSeconds);
  if (outcome === 'gone') {
    watch.ended('client_left', CLIENT_CLOSED_REQUEST);
    return;
  }
  if (outcome === 'refused') {
    watch.ended('complete', response.statusCode);
    return;
  }
  const framing = requestFraming(request.method ?? 'GET', request.rawHeaders);
  forward({
    request,
    response,
    upstream: parts.upstream,
    outgoing: {
      path: request.url ?? '/',
      headers: [...forwarded(request, endToEnd(request.rawHeaders)), ...framing],
    },
    watch,
    lastOnConnection: () => parts.drain.started,
    onUnreachable: (client, reason) => {
      parts.backend.suspect();
      answerJson(client, 502, {
        error: { type: 'backend_unreachable', message: `The backend did not answer: ${reason}` },
      });
    },
  });
}

/** A fault of the gate is counted and opens it. */
function enterGate(parts: InboundParts, request: IncomingMessage, response: ServerResponse): Promise<GateResult> {
  return parts.gate.enter(request, response).catch((fault: unknown): GateResult => {
    parts.metrics.guard('inbound', () => {
      throw fault;
    });
    return { outcome: 'passed', inFrontSeconds: 0 };
  });
}

function forwarded(request: IncomingMessage, headers: RawHeaders): string[] {
  return withForwarded(headers, request.socket.remoteAddress, 'http');
}
