/** Where a request to the gateway wants to go. */
export interface Address {
  readonly provider: string;
  readonly flow: string;
  /** Path and query for the upstream, as the client wrote them. */
  readonly rest: string;
}

/** Label value of requests that name no flow or no team. */
export const NONE = 'none';

/** Reads `/<provider>/…` and `/f/<flow>/<provider>/…`; `undefined` when no provider is named. */
export function parseAddress(target: string): Address | undefined {
  const match = /^(?:\/f\/([^/?#]+))?\/([^/?#]+)(\/[^#]*|\?[^#]*)?$/.exec(target);
  if (match === null) {
    return undefined;
  }
  const [, flow, provider, rest = ''] = match;
  return {
    provider,
    flow: flow === undefined ? NONE : decode(flow),
    rest: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
