import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../configSources';
import { reasonOf } from '../log';
import type { ApiServer } from './apiConnection';
import { yaml } from '../yaml';
import { type JsonObject, isObject, member, textMember } from './json';

const SETTING = 'ELASTISCOPE_KUBECONFIG';
const LARGEST_FILE_BYTES = 1024 * 1024;

/** What of a cluster is not supported, and what to do instead. */
const CLUSTER_REFUSALS: Readonly<Record<string, string>> = {
  'insecure-skip-tls-verify':
    'is refused, because anybody on the way could then read the token and forge the leader; set certificate-authority-data',
  'proxy-url': 'is not supported; give a server that can be reached directly',
};

const USER_REFUSALS: Readonly<Record<string, string>> = {
  exec: 'is not supported, because the sidecar starts no programs; use the token of a service account (kubectl create token), as token or tokenFile',
  'auth-provider':
    'is not supported, and Kubernetes removed it; use the token of a service account (kubectl create token)',
  username: 'is not supported, and Kubernetes removed it; use a token or a client certificate',
  as: 'is not supported; use the credentials of that user',
};

/** Reads a kubeconfig and all it names but the token, and checks it. Throws ConfigError. */
export function readKubeconfig(path: string): ApiServer {
  let text: string;
  try {
    text = readBounded(path);
  } catch (error) {
    throw new ConfigError(`${SETTING}: cannot read ${path}: ${reasonOf(error)}`);
  }
  return parseKubeconfig(path, text);
}

/** The API server that the current context leads to. Files it names are relative to `path`. */
export function parseKubeconfig(path: string, text: string): ApiServer {
  const file = new Kubeconfig(path, text);
  const context = file.named('contexts', 'context', file.currentContext());
  const clusterName = file.required(context, 'cluster');
  const cluster = file.named('clusters', 'cluster', clusterName);
  file.refuse(cluster, CLUSTER_REFUSALS, `cluster "${clusterName}"`);
  const userName = file.required(context, 'user');
  const user = file.named('users', 'user', userName);
  file.refuse(user, USER_REFUSALS, `user "${userName}"`);
  const tls = {
    ca: file.content(cluster, 'certificate-authority'),
    cert: file.content(user, 'client-certificate'),
    key: file.content(user, 'client-key'),
    servername: textMember(cluster, 'tls-server-name'),
  };
  file.checkTls(tls);
  return { url: file.server(cluster, clusterName), tls, token: file.token(user) };
}

/** The parts of one kubeconfig, each with an error that says where it is wrong. */
class Kubeconfig {
  private readonly document: JsonObject;

  constructor(
    private readonly path: string,
    text: string
  ) {
    this.document = this.parsed(text);
  }

  currentContext(): string {
    const name = textMember(this.document, 'current-context') ?? '';
    if (name === '') {
      throw this.error('current-context is not set; choose one with kubectl config use-context');
    }
    return name;
  }

  /** What a list of the file has under a name. */
  named(list: string, key: string, name: string): JsonObject {
    const entries = member(this.document, list);
    const known = Array.isArray(entries) ? entries : [];
    const found = member(
      known.find((entry) => member(entry, 'name') === name),
      key
    );
    if (!isObject(found)) {
      const names = known.map((entry) => textMember(entry, 'name') ?? '?').join(', ');
      throw this.error(`${list}: there is no "${name}"; known are ${names || 'none'}`);
    }
    return found;
  }

  required(object: JsonObject, key: string): string {
    const text = textMember(object, key) ?? '';
    if (text === '') {
      throw this.error(`the current context names no ${key}`);
    }
    return text;
  }

  refuse(object: JsonObject, refusals: Readonly<Record<string, string>>, where: string): void {
    const found = Object.keys(refusals).find((key) => (object[key] ?? false) !== false && object[key] !== '');
    if (found !== undefined) {
      throw this.error(`${where}: ${found} ${refusals[found]}`);
    }
  }

  server(cluster: JsonObject, name: string): URL {
    const text = textMember(cluster, 'server') ?? '';
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
      throw this.error(`cluster "${name}": server "${text}" is not an http or https URL`);
    }
    return url;
  }

  /** The text of `<key>-data` (base64), else of the file that `key` names. */
  content(object: JsonObject, key: string): string | undefined {
    const data = textMember(object, `${key}-data`) ?? '';
    if (data !== '') {
      return Buffer.from(data, 'base64').toString('utf8');
    }
    const name = textMember(object, key) ?? '';
    return name === '' ? undefined : this.fileText(key, name);
  }

  checkTls(tls: ApiServer['tls']): void {
    if ((tls.cert === undefined) !== (tls.key === undefined)) {
      throw this.error('client-certificate and client-key go together; one of them is missing');
    }
    if (tls.ca !== undefined && !tls.ca.includes('-----BEGIN CERTIFICATE-----')) {
      throw this.error('certificate-authority holds no certificate in PEM form');
    }
    try {
      createSecureContext(tls);
      if (tls.ca !== undefined) {
        // A secure context passes over one that is broken.
        new X509Certificate(tls.ca);
      }
    } catch (error) {
      throw this.error(`its certificates or keys cannot be used: ${reasonOf(error)}`);
    }
  }

  /** As kubectl does: a file of a token, read anew each time, comes before a token. */
  token(user: JsonObject): () => string | undefined {
    const name = textMember(user, 'tokenFile') ?? '';
    const fixed = textMember(user, 'token')?.trim() || undefined;
    if (name === '') {
      return () => fixed;
    }
    let last = this.fileText('tokenFile', name).trim();
    if (last === '') {
      throw this.error(`tokenFile: ${name} is empty`);
    }
    return () => {
      try {
        last = this.fileText('tokenFile', name).trim() || last;
      } catch {
        // It may be missing or empty for a moment while it is replaced.
      }
      return last;
    };
  }

  private fileText(key: string, name: string): string {
    try {
      return readBounded(resolve(dirname(this.path), name));
    } catch (error) {
      throw this.error(`${key}: cannot read ${name}: ${reasonOf(error)}`);
    }
  }

  private parsed(text: string): JsonObject {
    let document: unknown;
    try {
      document = yaml().parse(text);
    } catch (error) {
      throw this.error(reasonOf(error).split('\n')[0]);
    }
    if (!isObject(document)) {
      throw this.error('is no kubeconfig');
    }
    return document;
  }

  private error(what: string): ConfigError {
    return new ConfigError(`${this.path}: ${what}`);
  }
}

function readBounded(path: string): string {
  const stat = statSync(path);
  if (!stat.isFile()) {
    throw new Error('it is not a file');
  }
  if (stat.size > LARGEST_FILE_BYTES) {
    throw new Error(`it has more than ${LARGEST_FILE_BYTES} bytes`);
  }
  return readFileSync(path, 'utf8');
}
