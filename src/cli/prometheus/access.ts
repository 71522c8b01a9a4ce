import { CommandError, UsageError } from '../command';
import { basic, type Headers } from './headers';
import { headersOfConfig } from './httpConfig';

/** Where a Prometheus is, and how one may ask it. */
export interface Access {
  /** Without credentials and without a slash at its end. */
  readonly url: string;
  readonly headers: Headers;
  readonly timeoutSeconds: number;
}

export interface AccessOptions {
  /** Address as the user wrote it. */
  readonly address: string;
  /** A file as for `promtool --http.config.file`. */
  readonly configPath: string | undefined;
  readonly timeoutSeconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * With the credentials of the file; without a file those of the address; else PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and
 * PROMETHEUS_PASSWORD.
 *
 * @throws UsageError when the address is none, CommandError when the file or a header cannot be used
 */
export function accessOf({ address, configPath, timeoutSeconds }: AccessOptions, environment: Environment): Access {
  const { origin, pathname, username, password } = parseUrl(address);
  const headers =
    configPath !== undefined
      ? headersOfConfig(configPath)
      : username !== ''
        ? basic(decodeURIComponent(username), decodeURIComponent(password))
        : headersOfEnvironment(environment);
  checkHeaders(headers);
  return { url: `${origin}${pathname}`.replace(/\/+$/, ''), headers, timeoutSeconds };
}

function parseUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const shown = address.replace(/\/\/[^/]*@/, '//…@');
    throw new UsageError(`--prometheus ${shown}: is not an address (write it as http://HOST:PORT)`);
  }
  return url;
}

function headersOfEnvironment(environment: Environment): Headers {
  const { PROMETHEUS_TOKEN: token, PROMETHEUS_USERNAME: username, PROMETHEUS_PASSWORD: password = '' } = environment;
  if (token) {
    return { authorization: `Bearer ${token}` };
  }
  return username ? basic(username, password) : {};
}

/** Else `fetch` would say of a line break at the end of a token only that something is wrong. */
function checkHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new globalThis.Headers([[name, value]]);
    } catch {
      throw new CommandError(`the header ${name} for Prometheus has characters that a header may not have`);
    }
  }
}
