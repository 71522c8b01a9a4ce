import { randomUUID } from 'node:crypto';
import { HttpError } from '../net/http';
import type { Lease } from './lease';

/** Leases by namespace and name, with the API server's optimistic concurrency. */
export class LeaseStore {
  private readonly leases = new Map<string, Lease>();
  private revision = 0;

  get(namespace: string, name: string): Lease {
    const lease = this.find(namespace, name);
    if (!lease) {
      throw new HttpError(404, `leases.coordination.k8s.io "${name}" not found`);
    }
    return lease;
  }

  find(namespace: string, name: string): Lease | undefined {
    return this.leases.get(`${namespace}/${name}`);
  }

  create(lease: Lease): Lease {
    const { name, namespace } = lease.metadata;
    if (this.find(namespace, name)) {
      throw new HttpError(409, `leases.coordination.k8s.io "${name}" already exists`);
    }
    return this.put(lease, randomUUID(), new Date().toISOString().replace(/\.\d+Z$/, 'Z'));
  }

  update(lease: Lease): Lease {
    const { name, namespace, resourceVersion } = lease.metadata;
    const stored = this.get(namespace, name);
    if (resourceVersion === undefined) {
      throw new HttpError(422, 'Lease is invalid: metadata.resourceVersion: must be specified for an update');
    }
    if (resourceVersion !== stored.metadata.resourceVersion) {
      throw new HttpError(
        409,
        `Operation cannot be fulfilled on leases.coordination.k8s.io "${name}": the object has been modified; please apply your changes to the latest version and try again`
      );
    }
    return this.put(lease, stored.metadata.uid, stored.metadata.creationTimestamp);
  }

  private put(lease: Lease, uid: string | undefined, creationTimestamp: string | undefined): Lease {
    const resourceVersion = String(++this.revision);
    const stored = { ...lease, metadata: { ...lease.metadata, uid, creationTimestamp, resourceVersion } };
    this.leases.set(`${lease.metadata.namespace}/${lease.metadata.name}`, stored);
    return stored;
  }
}
