import { SIDECAR } from '../../vocabulary';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { type Callers, mayCall } from './callers';
import type { RequestHandler } from './listener';
import { refuse } from './smallBody';

/** Something that only some callers may ask for. */
export interface Guarded {
  readonly path: string;
  readonly callers: Callers;
  /** The setting that says who they are. */
  readonly setting: string;
  readonly handler: RequestHandler;
}

/** Hands on what an allowed caller asks; refuses the others with 403, and counts them. */
export function guarded({ path, callers, setting, handler }: Guarded, metrics: Metrics, log: Log): RequestHandler {
  const count = (by: number) => metrics.guard('record', () => metrics.inc(SIDECAR.adminRefused, { path }, by));
  count(0);
  let told = false;
  return (request, response) => {
    if (mayCall(callers, request)) {
      handler(request, response);
      return;
    }
    count(1);
    if (!told) {
      told = true;
      log.warn('refused a caller', { path, caller: request.socket.remoteAddress, allow: setting });
    }
    const token = callers.token === undefined ? '' : ', and its token is missing or wrong';
    const error = `${request.socket.remoteAddress} may not ask for ${path}${token}; ${setting} names who may`;
    refuse(request, response, 403, { error });
  };
}
