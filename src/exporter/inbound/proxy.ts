import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { SIDECAR } from '../../vocabulary';
import { CLIENT_CLOSED_REQUEST, forward } from '../http/forward';
import { endToEnd, type RawHeaders, requestFraming, withForwarded } from '../http/headers';
import { answerJson, type Handlers } from '../http/listener';
import { splice } from '../http/splice';
import type { Upstream } from '../http/upstream';
import type { Backend } from '../lifecycle/backend';
import type { GateResult } from './coldStart';
import type { Gate } from './fence';
import { QUESTION_ROUTE } from './gradioQueue';
import { ABORT_REASONS, InboundWatch, type InboundWatchParts } from './inboundWatch';
import { Questions } from './questions';

export interface InboundParts extends Omit<InboundWatchParts, 'questions'> {
  readonly upstream: Upstream;
  readonly backend: Backend;
  readonly gate: Gate;
}

/** The reverse proxy in front of the backend: gate, forward, count. */
export function inboundHandlers(parts: InboundParts): Handlers {
  const { metrics } = parts;
  metrics.guard('inbound', () =>
    ABORT_REASONS.forEach((reason) => metrics.inc(SIDECAR.httpRequestsAborted, { reason }, 0))
  );
  const questions = new Questions((seconds) =>
    metrics.observe(SIDECAR.httpRequestDuration, { route: QUESTION_ROUTE }, seconds)
  );
  const counted: CountedParts = { ...parts, questions };
  return {
    request: (request, response) => {
      passOn(counted, request, response).catch(() => response.destroy());
    },
    upgrade: (request, socket, head, response) => {
      passOffer(counted, request, socket, head, response).catch(() => socket.destroy());
    },
  };
}

type CountedParts = InboundParts & InboundWatchParts;

async function passOn(parts: CountedParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const watch = await admit(parts, request, response, () => response.destroy());
  if (watch === undefined) {
    return;
  }
  const settled = parts.upstream.settled();
  if (settled !== undefined) {
    await settled;
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
    onUnreachable: (client, reason) => answerUnreachable(parts, client, reason),
  });
  watch.readRequest();
}

async function passOffer(
  parts: CountedParts,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  response: ServerResponse
): Promise<void> {
  const watch = await admit(parts, request, response, () => socket.destroy());
  if (watch === undefined) {
    return;
  }
  splice({
    request,
    response,
    socket,
    head,
    upstream: parts.upstream,
    path: request.url ?? '/',
    headers: forwarded(request, request.rawHeaders),
    watch,
    onUnreachable: (client, reason) => answerUnreachable(parts, client, reason),
  });
}

/** Lets a request in once the backend has started; `undefined` when it was refused or its client left meanwhile. */
async function admit(
  parts: CountedParts,
  request: IncomingMessage,
  response: ServerResponse,
  cut: () => void
): Promise<InboundWatch | undefined> {
  const watch = new InboundWatch(parts, request, cut);
  const { outcome, inFrontSeconds } = await enterGate(parts, request, response);
  watch.waitedInFront(inFrontSeconds);
  if (outcome === 'passed') {
    return watch;
  }
  if (outcome === 'gone') {
    watch.ended('client_left', CLIENT_CLOSED_REQUEST);
  } else {
    watch.ended('complete', response.statusCode);
  }
  return undefined;
}

/** A fault of the gate is counted and opens it. */
async function enterGate(
  { gate, metrics }: CountedParts,
  request: IncomingMessage,
  response: ServerResponse
): Promise<GateResult> {
  try {
    return await gate.enter(request, response);
  } catch (fault) {
    metrics.guard('inbound', () => {
      throw fault;
    });
    return { outcome: 'passed', inFrontSeconds: 0 };
  }
}

function answerUnreachable({ backend }: CountedParts, response: ServerResponse, reason: string): void {
  backend.suspect();
  answerJson(response, 502, {
    error: { type: 'backend_unreachable', message: `The backend did not answer: ${reason}` },
  });
}

function forwarded(request: IncomingMessage, headers: RawHeaders): string[] {
  return withForwarded(headers, request.socket.remoteAddress, 'http');
}
