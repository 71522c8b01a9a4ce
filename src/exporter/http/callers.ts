import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Who may ask for something that changes more than a reader may: the machine or pod itself, or anybody. */
export type AllowedCallers = 'loopback' | 'any';

/** Whether a request may come from where it comes from. */
export function isAllowedCaller(request: IncomingMessage, allowed: AllowedCallers): boolean {
  return allowed === 'any' || isLoopback(request.socket.remoteAddress);
}

/** Whether an address is one of this machine or pod; also when it came over IPv6 as `::ffff:127.0.0.1`. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
