import { HttpError } from '../net/http';
import { call, keepAliveAgent, textOf } from '../net/request';
import type { Lease } from '../leaseApi/lease';

/** What an elector needs of the API server. A refusal is an HttpError with the server's status. */
export interface LeaseClient {
  readonly namespace: string;
  readonly name: string;
  get(): Promise<Lease>;
  create(lease: Lease): Promise<Lease>;
  update(lease: Lease): Promise<Lease>;
}

const TIMEOUT_MS = 5_000;

export function leaseClient(options: { url: string; namespace: string; name: string }): LeaseClient {
  const { url, namespace, name } = options;
  const agent = keepAliveAgent(2);
  const collection = `${url}/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  const send = async (method: string, target: string, lease?: Lease): Promise<Lease> => {
    const answer = await call({
      url: target,
      agent,
      method,
      headers: lease ? { 'content-type': 'application/json' } : {},
      body: lease && JSON.stringify(lease),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await textOf(answer);
    const status = answer.statusCode ?? 0;
    if (status >= 400) {
      throw new HttpError(status, text);
    }
    return JSON.parse(text);
  };
  return {
    namespace,
    name,
    get: () => send('GET', `${collection}/${name}`),
    create: (lease) => send('POST', collection, lease),
    update: (lease) => send('PUT', `${collection}/${name}`, lease),
  };
}
