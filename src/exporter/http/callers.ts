import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Who may ask for something that changes more than a reader may. */
export interface Callers {
  /** Addresses that may; `undefined`: all of them. */
  readonly from: BlockList | undefined;
  /** Who sends it as `Authorization: Bearer …` may from everywhere. */
  readonly token: string | undefined;
}

const LOOPBACK_NETWORKS = ['127.0.0.0/8', '::1'];

/**
 * The addresses that a list names: `loopback`, `any`, addresses and CIDR networks, separated by commas. `undefined` is any;
 * an empty list is nobody. Throws a sentence about the entry that is none of these.
 */
export function callersFrom(text: string): BlockList | undefined {
  const list = new BlockList();
  const entries = text.split(',').map((entry) => entry.trim());
  for (const entry of entries.flatMap((each) => (each === 'loopback' ? LOOPBACK_NETWORKS : each))) {
    if (entry === 'any') {
      return undefined;
    }
    if (entry !== '') {
      add(list, entry);
    }
  }
  return list;
}

function add(list: BlockList, entry: string): void {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = Number(bits ?? longest);
  if (version === 0 || prefix > longest) {
    throw new Error(`"${entry}" is no address; use loopback, any, an address, or a network such as 10.0.0.0/8`);
  }
  list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a request may come from where it comes from, or brings the token. */
export function mayCall({ from, token }: Callers, request: IncomingMessage): boolean {
  return (
    from === undefined ||
    contains(from, request.socket.remoteAddress) ||
    (token !== undefined && brings(token, request))
  );
}

/** Also when the address came over IPv6 as `::ffff:127.0.0.1`. */
function contains(list: BlockList, address: string | undefined): boolean {
  return address !== undefined && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function brings(token: string, { headers }: IncomingMessage): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
