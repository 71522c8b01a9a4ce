import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { LeaseName } from '../config';
import { type Lease, parseLease } from './lease';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const TIMEOUT_MS = 3000;
const LARGEST_ANSWER = 256 * 1024;

/** Reads one Lease. */
export interface LeaseClient {
  /** `undefined` when there is no such lease. Rejects when it cannot be known, with a reason to log. */
  read(): Promise<Lease | undefined>;
}

/** A client of the API server at `url`, or of the one of the pod. Asks for nothing but this one Lease. */
export function createLeaseClient(
  lease: LeaseName,
  url: URL | undefined,
  env: Readonly<Record<string, string | undefined>>
): LeaseClient {
  const server = url ?? podServer(env);
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(lease.namespace)}/leases/${encodeURIComponent(lease.name)}`;
  const target = new URL(`${server.pathname.replace(/\/$/, '')}${path}`, server);
  const secure = target.protocol === 'https:';
  const agent = secure
    ? new https.Agent({ keepAlive: true, maxSockets: 1, ca: fileText(`${ACCOUNT}/ca.crt`) })
    : new http.Agent({ keepAlive: true, maxSockets: 1 });
  return { read: () => readLease(secure ? https.get : http.get, target, agent) };
}

function podServer(env: Readonly<Record<string, string | undefined>>): URL {
  const host = env.KUBERNETES_SERVICE_HOST ?? 'kubernetes.default.svc';
  const port = env.KUBERNETES_SERVICE_PORT ?? '443';
  return new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function readLease(get: typeof http.get, target: URL, agent: http.Agent): Promise<Lease | undefined> {
  return new Promise((resolve, reject) => {
    // Read each time: the kubelet renews the token's file about every hour. No token goes over plain HTTP.
    const token = target.protocol === 'https:' ? fileText(`${ACCOUNT}/token`)?.trim() : undefined;
    const headers = { Accept: 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
    const request = get(target, { agent, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_ANSWER) {
          request.destroy(new Error('the answer is too large for a Lease'));
        }
        parts.push(chunk);
      });
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === 404) {
          resolve(undefined);
        } else if (answer.statusCode !== 200) {
          reject(new Error(`the API server answered ${answer.statusCode ?? 0} to GET ${target.pathname}`));
        } else {
          try {
            resolve(parseLease(JSON.parse(Buffer.concat(parts).toString('utf8'))));
          } catch (error) {
            reject(error);
          }
        }
      });
    });
    request.on('error', reject);
  });
}

function fileText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
