import type { IncomingMessage } from 'node:http';
import type { Outgoing } from '../http/forward';
import { endToEnd, headerOf, type RawHeaders, requestFraming, withHeader, without } from '../http/headers';
import type { Upstream } from '../http/upstream';
import type { Address } from './address';
import { TEAM_HEADER } from './team';

/** The path below the one of the provider's URL. */
export function upstreamPath({ url }: Upstream, { rest }: Address): string {
  return `${url.pathname.replace(/\/$/, '')}${rest}`;
}

/** What providers get to see: everything the backend sent but its team, and their own name as host. */
export function forProvider(headers: RawHeaders, { url }: Upstream): string[] {
  return ['Host', url.host, ...without(headers, (name) => name === TEAM_HEADER || name === 'host')];
}

/** A request whose body was read whole and is sent as `body`. */
export function wholeRequest(request: IncomingMessage, upstream: Upstream, address: Address, body: Buffer): Outgoing {
  // Who has read a body has also said 100 Continue to the client.
  const headers = without(headersFor(request, upstream), (name) => name === 'expect');
  return {
    path: upstreamPath(upstream, address),
    headers: withHeader(headers, 'Content-Length', String(body.length)),
    read: [body],
    complete: true,
  };
}

/** A request whose body goes on as it comes; parts of it may have been read already. */
export function passingRequest(
  request: IncomingMessage,
  upstream: Upstream,
  address: Address,
  read: readonly Buffer[] | undefined
): Outgoing {
  const headers = headersFor(request, upstream);
  return {
    path: upstreamPath(upstream, address),
    headers: [
      ...(read === undefined ? headers : without(headers, (name) => name === 'expect')),
      ...requestFraming(request.method ?? 'GET', request.rawHeaders),
    ],
    read,
  };
}

/** The answer has to be readable; a provider that compresses it all the same is decoded beside the traffic. */
function headersFor({ method, rawHeaders }: IncomingMessage, upstream: Upstream): string[] {
  const headers = forProvider(endToEnd(rawHeaders), upstream);
  return method === 'POST' && headerOf(headers, 'accept-encoding') !== undefined
    ? withHeader(headers, 'Accept-Encoding', 'identity')
    : headers;
}
