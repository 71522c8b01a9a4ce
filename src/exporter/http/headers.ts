/**
 * Headers as node gives and takes them raw: name, value, name, value … in the order and spelling of the wire, so that
 * what is passed on is what came in.
 */
export type RawHeaders = readonly string[];

/** Headers that concern one connection only (RFC 9110 section 7.6.1), and the body's framing, which node writes anew. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** First value of a header, whatever its spelling. */
export function headerOf(headers: RawHeaders, name: string): string | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (headers[i].length === name.length && headers[i].toLowerCase() === name) {
      return headers[i + 1];
    }
  }
  return undefined;
}

/** All values of a header as one list, in their order (RFC 9110 section 5.3). */
function allOf(headers: RawHeaders, name: string): string | undefined {
  let list: string | undefined;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (headers[i].length === name.length && headers[i].toLowerCase() === name) {
      list = list === undefined ? headers[i + 1] : `${list}, ${headers[i + 1]}`;
    }
  }
  return list;
}

/** `headers` without those that `drop` names (in lower case). */
export function without(headers: RawHeaders, drop: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (!drop(headers[i].toLowerCase())) {
      kept.push(headers[i], headers[i + 1]);
    }
  }
  return kept;
}

/** `headers` with exactly one header of that name, at the end. */
export function withHeader(headers: RawHeaders, name: string, value: string): string[] {
  return [...without(headers, (other) => other === name.toLowerCase()), name, value];
}

/** Never taken out because `Connection` names them: that would change the message, or hide who sent it. */
const PROTECTED = ['content-length', 'host', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];

/** Everything but the headers of the connection, including those that `Connection` itself names. */
export function endToEnd(headers: RawHeaders): string[] {
  const named = namedByConnection(allOf(headers, 'connection'));
  return without(headers, (name) => HOP_BY_HOP.has(name) || named.has(name));
}

const NAMES_NOTHING: ReadonlySet<string> = new Set();

function namedByConnection(connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined || /^(?:keep-alive|close)$/i.test(connection)) {
    return NAMES_NOTHING;
  }
  const named = new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
  PROTECTED.forEach((name) => named.delete(name));
  return named;
}

/** Whether a message with these headers carries a body. */
export function hasBody(headers: RawHeaders): boolean {
  const length = headerOf(headers, 'content-length');
  return headerOf(headers, 'transfer-encoding') !== undefined || (length !== undefined && Number(length) !== 0);
}

/** How node has to be told to frame the body of a request as it came in. */
export function requestFraming(method: string, headers: RawHeaders): string[] {
  if (headerOf(headers, 'transfer-encoding') !== undefined) {
    return ['Transfer-Encoding', 'chunked'];
  }
  const bodyExpected = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE' && method !== 'OPTIONS';
  // Without a length node would announce chunks for these methods, and the backend would see a body where none was.
  return headerOf(headers, 'content-length') === undefined && bodyExpected ? ['Content-Length', '0'] : [];
}

/**
 * Adds the client to X-Forwarded-For, and to `Forwarded` (RFC 7239) where a proxy in front uses it; says which host and
 * protocol the client used, unless a proxy in front has said so.
 */
export function withForwarded(headers: RawHeaders, clientAddress: string | undefined, protocol: string): string[] {
  const address = clientAddress?.replace(/^::ffff:/, '') ?? '';
  const host = headerOf(headers, 'host');
  const earlier = allOf(headers, 'x-forwarded-for');
  const addresses = joined(earlier, address);
  const elements = allOf(headers, 'forwarded');
  const result =
    earlier === undefined && elements === undefined
      ? [...headers]
      : without(headers, (name) => name === 'x-forwarded-for' || name === 'forwarded');
  if (elements !== undefined) {
    result.push('Forwarded', joined(elements, forwardedElement(address, host, protocol)));
  }
  if (addresses !== '') {
    result.push('X-Forwarded-For', addresses);
  }
  if (headerOf(headers, 'x-forwarded-proto') === undefined) {
    result.push('X-Forwarded-Proto', protocol);
  }
  if (host !== undefined && headerOf(headers, 'x-forwarded-host') === undefined) {
    result.push('X-Forwarded-Host', host);
  }
  return result;
}

/** RFC 7239 section 4: what is no token (an IPv6 address, which also takes brackets; a host with a port) is quoted. */
function forwardedElement(address: string, host: string | undefined, protocol: string): string {
  const node = address.includes(':') ? `"[${address}]"` : address === '' ? 'unknown' : address;
  const by = host === undefined || host === '' ? '' : `;host="${host.replace(/["\\]/g, '\\$&')}"`;
  return `for=${node}${by};proto=${protocol}`;
}

function joined(list: string | undefined, last: string): string {
  return [list, last].filter((part) => part !== undefined && part !== '').join(', ');
}
