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

/**
 * Whether a path tries to leave the one of its provider's URL: by `..`, plain or encoded (also twice), behind a slash or
 * a backslash. No API has such paths, and servers do not agree about what they mean.
 */
export function climbs(rest: string): boolean {
  const path = rest.split('?', 1)[0];
  return [path, decode(path), decode(decode(path))].some((text) =>
    text.split(/[/\\]/).some((part) => part.split(';', 1)[0] === '..')
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
