import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from '../config';
import { forward, type Outgoing } from '../http/forward';
import { endToEnd, hasBody, headerOf, type RawHeaders, requestFraming, withHeader, without } from '../http/headers';
import { answerJson, type Handlers } from '../http/listener';
import { splice } from '../http/splice';
import { Upstream } from '../http/upstream';
import type { InFlight } from '../lifecycle/inFlight';
import type { Metrics } from '../metrics';
import { type Address, NONE, parseAddress } from './address';
import type { Headroom } from './headroom';
import type { Ledger } from './ledger';
import { LlmWatch } from './llmWatch';
import { type Question, readBody, type ReadBody, readQuestion, withUsageRequested } from './requestBody';

export interface GatewayParts {
  readonly providers: readonly Provider[];
  readonly injectUsage: boolean;
  readonly ledger: Ledger;
  readonly headroom: Headroom;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
}

const TEAM_HEADER = 'x-elastiscope-team';
const CHAT_COMPLETIONS = /\/chat\/completions$/;
/** Paths whose answers should carry usage. */
const ANSWERS_WITH_USAGE = /\/(chat\/completions|completions|embeddings|responses|messages)$/;

interface Route {
  readonly provider: Provider;
  readonly upstream: Upstream;
  readonly address: Address;
}

/** The LLM gateway: finds the upstream, asks for usage where nobody did, forwards, counts. */
export function gatewayHandlers(parts: GatewayParts): Handlers {
  const upstreams = new Map(
    parts.providers.map((provider) => [provider.name, { provider, upstream: new Upstream(provider.url) }])
  );
  const routeOf = (request: IncomingMessage): Route | undefined => {
    const address = parseAddress(request.url ?? '');
    const known = address === undefined ? undefined : upstreams.get(address.provider);
    return address === undefined || known === undefined ? undefined : { ...known, address };
  };
  return {
    request: (request, response) => {
      const route = routeOf(request);
      if (route === undefined) {
        answerUnknown(response, [...upstreams.keys()]);
      } else {
        passOn(parts, route, request, response).catch(() => response.destroy());
      }
    },
    upgrade: (request, socket, head) => {
      const route = routeOf(request);
      if (route === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      const { upstream, address } = route;
      const leave = parts.inFlight.add({ kind: 'outbound', cut: () => socket.destroy() });
      splice({
        request,
        socket,
        head,
        upstream,
        path: upstreamPath(upstream, address),
        headers: forProvider(request.rawHeaders, upstream),
        watch: { answered: () => undefined, ended: leave },
      });
    },
  };
}

async function passOn(
  parts: GatewayParts,
  { provider, upstream, address }: Route,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = address.rest.split('?', 1)[0];
  let body: ReadBody | undefined;
  let question: Question | undefined;
  if (isReadable(request)) {
    if (expectsContinue(request)) {
      response.writeContinue();
    }
    try {
      body = await readBody(request);
    } catch {
      // The client left before it had asked anything.
      return;
    }
    if (body.complete) {
      const whole = Buffer.concat(body.parts);
      parts.metrics.guard('request_body', () => {
        question = readQuestion(whole);
      });
    }
  }
  const inject =
    parts.injectUsage && CHAT_COMPLETIONS.test(path) && question?.stream === true && !question.hasStreamOptions;
  const watch = new LlmWatch(parts, {
    provider,
    requestedModel: question?.model,
    flow: address.flow,
    team: request.headers[TEAM_HEADER]?.toString().trim() || NONE,
    injected: inject,
    usageExpected: request.method === 'POST' && ANSWERS_WITH_USAGE.test(path),
    leave: parts.inFlight.add({ kind: 'outbound', cut: () => response.destroy() }),
  });
  forward({
    request,
    response,
    upstream,
    outgoing: outgoing(request, upstream, address, body, inject),
    watch,
    lastOnConnection: () => false,
    onUnreachable: (client, reason) =>
      answerJson(client, 502, {
        error: {
          type: 'elastiscope_upstream_unreachable',
          message: `The LLM provider "${provider.name}" did not answer: ${reason}`,
        },
      }),
  });
}

function expectsContinue({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Whether the body is worth reading: JSON that is sent plainly. */
function isReadable({ method, headers, rawHeaders }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? 'application/json';
  return method === 'POST' && hasBody(rawHeaders) && type.includes('json') && headers['content-encoding'] === undefined;
}

function outgoing(
  request: IncomingMessage,
  upstream: Upstream,
  address: Address,
  body: ReadBody | undefined,
  inject: boolean
): Outgoing {
  const path = upstreamPath(upstream, address);
  // Who has read a body has also said 100 Continue to the client.
  const base = forProvider(
    without(endToEnd(request.rawHeaders), (name) => name === 'expect' && body !== undefined),
    upstream
  );
  // The answer has to be readable; a provider that compresses it all the same is decoded beside the traffic.
  const headers =
    request.method === 'POST' && headerOf(base, 'accept-encoding') !== undefined
      ? withHeader(base, 'Accept-Encoding', 'identity')
      : base;
  if (body === undefined || !body.complete) {
    return {
      path,
      headers: [...headers, ...requestFraming(request.method ?? 'GET', request.rawHeaders)],
      read: body?.parts,
    };
  }
  const whole = Buffer.concat(body.parts);
  const sent = inject ? withUsageRequested(whole) : whole;
  return { path, headers: withHeader(headers, 'Content-Length', String(sent.length)), read: [sent], complete: true };
}

/** The path below the one of the provider's URL. */
function upstreamPath({ url }: Upstream, { rest }: Address): string {
  return `${url.pathname.replace(/\/$/, '')}${rest}`;
}

/** What providers get to see: everything the backend sent but its team, and their own name as host. */
function forProvider(headers: RawHeaders, { url }: Upstream): string[] {
  return ['Host', url.host, ...without(headers, (name) => name === TEAM_HEADER || name === 'host')];
}

function answerUnknown(response: ServerResponse, providers: readonly string[]): void {
  answerJson(response, 404, {
    error: {
      type: 'elastiscope_unknown_provider',
      message: `The path begins with no configured provider. Known are: ${providers.join(', ') || 'none'}. Set ELASTISCOPE_PROVIDERS.`,
    },
  });
}
