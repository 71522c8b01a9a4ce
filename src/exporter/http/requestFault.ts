import type { IncomingMessage } from 'node:http';

/** Larger ones, and other spellings of a number, are not read alike everywhere. */
const LENGTH = /^(?:0|[1-9]\d{0,14})$/;
/** Host and port of RFC 3986, without the comma, by which some join several of them. */
const HOST = /^[\w.\-~%!$&'()*+;=:[\]]*$/;
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i;

/**
 * Why a request must not be passed on although node took it: a backend could read it in another way than we do, and take a
 * part of it for a request that nobody has seen (RFC 9112 section 11.2). `undefined` when there is nothing to fear.
 */
export function requestFault({ httpVersion, method, url = '', rawHeaders }: IncomingMessage): string | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    return `HTTP/${httpVersion} is not spoken here`;
  }
  let hosts = 0;
  let codings = 0;
  let host = '';
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    switch (rawHeaders[i].length) {
      case 4:
        if (rawHeaders[i].toLowerCase() === 'host') {
          hosts++;
          host = rawHeaders[i + 1];
        }
        break;
      case 14: {
        const name = rawHeaders[i].toLowerCase();
        if (name === 'content_length' || (name === 'content-length' && !LENGTH.test(rawHeaders[i + 1]))) {
          return 'Content-Length is not a plain number';
        }
        break;
      }
      case 17: {
        const name = rawHeaders[i].toLowerCase();
        if (name === 'transfer-encoding' || name === 'transfer_encoding') {
          codings++;
          if (name !== 'transfer-encoding' || rawHeaders[i + 1].toLowerCase() !== 'chunked') {
            return 'Transfer-Encoding is something else than chunked';
          }
        }
        break;
      }
    }
  }
  if (codings > 1 || (codings === 1 && httpVersion === '1.0')) {
    return 'Transfer-Encoding is said twice, or in HTTP/1.0';
  }
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1') || !HOST.test(host)) {
    return 'Host is missing, no host, or said twice';
  }
  return targetFault(method, url, host);
}

function targetFault(method: string | undefined, target: string, host: string): string | undefined {
  if (target.includes('#')) {
    return 'the target has a fragment';
  }
  if (target.startsWith('/') || (target === '*' && method === 'OPTIONS')) {
    return undefined;
  }
  const authority = ABSOLUTE.exec(target)?.[1];
  if (authority === undefined) {
    return 'the target is no path';
  }
  return authority.toLowerCase() === host.toLowerCase() ? undefined : 'the target and Host name different hosts';
}

/** The path of a target that names the host as well (RFC 9112 section 3.2.2); all others as they are. */
export function originForm(target: string): string {
  if (target.startsWith('/')) {
    return target;
  }
  const rest = ABSOLUTE.exec(target)?.[2];
  return rest === undefined ? target : rest.startsWith('/') ? rest : `/${rest}`;
}
