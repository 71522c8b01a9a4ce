import type { IncomingMessage, ServerResponse } from 'node:http';
import { SIDECAR } from '../../vocabulary';
import { CLIENT_CLOSED_REQUEST, type Ending, forward, type Watch } from '../http/forward';
import { endToEnd, type RawHeaders, requestFraming, withForwarded } from '../http/headers';
import { answerJson, type Handlers } from '../http/listener';
import { splice } from '../http/splice';
import type { Upstream } from '../http/upstream';
import type { Backend } from '../lifecycle/backend';
import type { Drain } from '../lifecycle/drain';
import type { InFlight } from '../lifecycle/inFlight';
import type { ProfileName } from '../lifecycle/profiles';
import type { Metrics } from '../metrics';
import type { ColdStartGate, GateResult } from './coldStart';
import { methodLabel, type Router } from './routes';
import { SemanticErrorScanner } from './semanticErrors';

/** An upgraded connection lives as long as its user; its life is no latency. */
const SWITCHING_PROTOCOLS = 101;

export interface InboundParts {
  readonly upstream: Upstream;
  readonly backend: Backend;
  readonly profile: ProfileName;
  readonly router: Router;
  readonly gate: ColdStartGate;
  readonly drain: Drain;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
}

/** The reverse proxy in front of the backend: gate, forward, count. */
export function inboundHandlers(parts: InboundParts): Handlers {
  return {
    request: (request, response) => {
      passOn(parts, request, response).catch(() => response.destroy());
    },
    upgrade: (request, socket, head) => {
      const { pathname, record } = begin(parts, request, () => socket.destroy());
      let status = CLIENT_CLOSED_REQUEST;
      splice({
        request,
        socket,
        head,
        upstream: parts.upstream,
        path: pathname,
        headers: forwardedHeaders(request, request.rawHeaders),
        watch: {
          answered: (answer) => {
            status = answer;
          },
          ended: (ending) => record.ended(ending, ending === 'unreachable' ? 502 : status),
        },
      });
    },
  };
}

async function passOn(parts: InboundParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, record, watch } = begin(parts, request, () => response.destroy());
  const gate = await enterGate(parts, request, response);
  record.waitedInFront(gate.inFrontSeconds);
  if (gate.outcome !== 'passed') {
    const gone = gate.outcome === 'gone';
    record.ended(gone ? 'client_left' : 'complete', gone ? CLIENT_CLOSED_REQUEST : response.statusCode);
    return;
  }
  const framing = requestFraming(request.method ?? 'GET', request.rawHeaders);
  forward({
    request,
    response,
    upstream: parts.upstream,
    outgoing: { path: pathname, headers: [...forwardedHeaders(request, endToEnd(request.rawHeaders)), ...framing] },
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

function enterGate(parts: InboundParts, request: IncomingMessage, response: ServerResponse): Promise<GateResult> {
  return parts.gate.enter(request, response).catch((error: unknown): GateResult => {
    parts.metrics.guard('inbound', () => {
      throw error;
    });
    return { outcome: 'passed', inFrontSeconds: 0 };
  });
}

function forwardedHeaders(request: IncomingMessage, headers: RawHeaders): string[] {
  return withForwarded(headers, request.socket.remoteAddress, 'http');
}

/** Begins to count a request. */
function begin(parts: InboundParts, request: IncomingMessage, cut: () => void) {
  const { metrics, drain } = parts;
  const begunAt = performance.now();
  const target = request.url ?? '/';
  const route = parts.router(request.method ?? 'GET', target);
  let inFrontSeconds = 0;
  let cutByUs = false;
  const leave = parts.inFlight.add({
    kind: 'inbound',
    cut: () => {
      cutByUs = true;
      cut();
    },
  });
  let scanner: SemanticErrorScanner | undefined;

  const record = {
    waitedInFront: (seconds: number) => {
      inFrontSeconds = seconds;
    },
    ended: (ending: Ending, status: number) => {
      leave();
      metrics.guard('inbound', () => {
        const seconds = (performance.now() - begunAt) / 1000;
        metrics.inc(SIDECAR.httpRequests, {
          method: methodLabel(request.method),
          route,
          status_code: String(status),
        });
        if (status !== SWITCHING_PROTOCOLS) {
          metrics.observe(SIDECAR.httpRequestDuration, { route }, seconds + inFrontSeconds);
        }
        const broken = cutByUs || ending === 'upstream_broke';
        if (broken || ending === 'client_left') {
          const reason = cutByUs ? 'shutdown' : broken ? 'backend' : 'client';
          metrics.inc(SIDECAR.httpRequestsAborted, { reason });
        }
        if (broken && drain.started) {
          metrics.inc(SIDECAR.shutdownRequestsCut, {});
        }
      });
    },
  };
  const watch: Watch = {
    answered: (answer) => {
      metrics.guard('answer_head', () => {
        scanner = SemanticErrorScanner.for(
          parts.profile,
          answer.statusCode ?? 0,
          answer.headers['content-type'],
          answer.headers['content-encoding'],
          (reason) => metrics.inc(SIDECAR.httpSemanticErrors, { route, reason })
        );
      });
      return undefined;
    },
    data: (chunk) => {
      if (scanner !== undefined) {
        metrics.guard('answer_body', () => scanner?.push(chunk));
      }
    },
    ended: record.ended,
  };
  return { pathname: target, record, watch };
}
