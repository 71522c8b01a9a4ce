import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from '../config';
import { forward } from '../http/forward';
import { hasBody } from '../http/headers';
import { IdleLimit } from '../http/idleLimit';
import { answerJson, type Handlers } from '../http/listener';
import { splice } from '../http/splice';
import { Upstream } from '../http/upstream';
import type { InFlight } from '../lifecycle/inFlight';
import type { Metrics } from '../metrics';
import { type Address, climbs, NONE, parseAddress } from './address';
import type { Headroom } from './limits/headroom';
import { REFUSALS, UsageInjection } from './injection';
import type { Ledger } from './ledger';
import { LlmWatch } from './llmWatch';
import { forProvider, passingRequest, upstreamPath, wholeRequest } from './outgoing';
import { BodyRoom, type Question, readQuestion, withUsageRequested } from './requestBody';

export interface GatewayParts {
  readonly providers: readonly Provider[];
  readonly injectUsage: boolean;
  readonly estimateUsage: boolean;
  readonly teamOf: (request: IncomingMessage) => string;
  readonly ledger: Ledger;
  readonly headroom: Headroom;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
}

/** Providers keep idle connections for longer than the servers of backends, and a new one costs a handshake of TLS. */
const PROVIDER_IDLE_MS = 4000;

/** Paths whose answers should carry usage: those of OpenAI, Anthropic and Ollama. */
const ANSWERS_WITH_USAGE = /\/(completions|embeddings|responses|messages|api\/(chat|generate|embed))$/;

interface Route {
  readonly provider: Provider;
  readonly upstream: Upstream;
  readonly address: Address;
}

/** The LLM gateway: finds the upstream, asks for usage where nobody did, forwards, counts. */
export function gatewayHandlers(parts: GatewayParts): Handlers {
  const injection = new UsageInjection(parts.injectUsage);
  const room = new BodyRoom();
  const upstreams = new Map(
    parts.providers.map((provider) => [
      provider.name,
      { provider, upstream: new Upstream(provider.url, new IdleLimit(PROVIDER_IDLE_MS)) },
    ])
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
      } else if (climbs(route.address.rest)) {
        answerClimbing(response);
      } else {
        passOn(parts, injection, room, route, request, response).catch(() => response.destroy());
      }
    },
    upgrade: (request, socket, head, response) => {
      const route = routeOf(request);
      if (route === undefined) {
        answerUnknown(response, [...upstreams.keys()]);
        return;
      }
      if (climbs(route.address.rest)) {
        answerClimbing(response);
        return;
      }
      const { upstream, address } = route;
      const leave = parts.inFlight.add({ kind: 'outbound', cut: () => socket.destroy() });
      splice({
        request,
        response,
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
  injection: UsageInjection,
  room: BodyRoom,
  { provider, upstream, address }: Route,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = address.rest.split('?', 1)[0];
  let body: Awaited<ReturnType<BodyRoom['read']>> | undefined;
  let question: Question | undefined;
  let team = NONE;
  parts.metrics.guard('request_head', () => {
    team = parts.teamOf(request);
  });
  if (isReadable(request)) {
    if (expectsContinue(request)) {
      response.writeContinue();
    }
    try {
      body = await room.read(request);
    } catch {
      // The client left before it had asked anything.
      return;
    }
  }
  const whole = body?.complete === true ? Buffer.concat(body.parts) : undefined;
  if (whole !== undefined) {
    parts.metrics.guard('request_body', () => {
      question = readQuestion(whole);
    });
  }
  await upstream.settled();
  const inject = injection.wanted(provider, path, question);
  const leave = parts.inFlight.add({ kind: 'outbound', cut: () => response.destroy() });
  const watch = new LlmWatch(parts, {
    provider,
    requestedModel: question?.model,
    estimatedInput: question?.estimatedInput ?? 0,
    flow: address.flow,
    team,
    injected: inject,
    isPaidFor: request.method === 'POST',
    usageExpected: request.method === 'POST' && ANSWERS_WITH_USAGE.test(path),
    injectionRefused: () => injection.wasRefused(provider, question?.model),
    leave: () => {
      body?.free();
      leave();
    },
  });
  const asWritten =
    whole === undefined
      ? passingRequest(request, upstream, address, body?.parts)
      : wholeRequest(request, upstream, address, whole);
  forward({
    request,
    response,
    upstream,
    ...(inject && whole !== undefined
      ? {
          outgoing: wholeRequest(request, upstream, address, withUsageRequested(whole)),
          fallback: { statuses: REFUSALS, outgoing: asWritten, onUse: () => watch.injectionFailed() },
        }
      : { outgoing: asWritten }),
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

function answerUnknown(response: ServerResponse, providers: readonly string[]): void {
  answerJson(response, 404, {
    error: {
      type: 'elastiscope_unknown_provider',
      message: `The path begins with no configured provider. Known are: ${providers.join(', ') || 'none'}. Set ELASTISCOPE_PROVIDERS.`,
    },
  });
}

function answerClimbing(response: ServerResponse): void {
  answerJson(response, 400, {
    error: {
      type: 'elastiscope_bad_path',
      message: 'A path with ".." in it is not passed on. Write the path it means.',
    },
  });
}
