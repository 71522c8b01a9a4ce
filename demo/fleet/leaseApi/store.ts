import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { HttpError } from '../net/http';
import type { Lease } from './lease';

/** One change of a lease, as a watch tells it. A deleted lease is told as it last was, with the version of its end. */
export interface LeaseEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: Lease;
}

/** Changes that are remembered for watches that begin in the past; an API server forgets them after some minutes. */
const REMEMBERED_EVENTS = 200;

/** Leases by namespace and name, with the API server's optimistic concurrency. */
export class LeaseStore {
  private readonly leases = new Map<string, Lease>();
  private readonly changes = new EventEmitter<{ change: [LeaseEvent] }>().setMaxListeners(0);
  private recent: readonly LeaseEvent[] = [];
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
    return this.put('ADDED', lease, randomUUID(), new Date().toISOString().replace(/\.\d+Z$/, 'Z'));
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
    return this.put('MODIFIED', lease, stored.metadata.uid, stored.metadata.creationTimestamp);
  }

  remove(namespace: string, name: string): void {
    const lease = this.get(namespace, name);
    this.leases.delete(`${namespace}/${name}`);
    const metadata = { ...lease.metadata, resourceVersion: String(++this.revision) };
    this.tell({ type: 'DELETED', object: { ...lease, metadata } });
  }

  /**
   * Tells every change after a version, those of the past first; call the result to end it. 410 when changes since then
   * are forgotten.
   */
  watch(afterVersion: number, listener: (event: LeaseEvent) => void): () => void {
    const oldest = this.recent[0];
    const past = this.recent.filter((event) => versionOf(event) > afterVersion);
    const isForgotten = oldest !== undefined && versionOf(oldest) > afterVersion + 1;
    if (isForgotten || afterVersion > this.revision) {
      throw new HttpError(410, `too old resource version: ${afterVersion} (${this.revision})`);
    }
    past.forEach(listener);
    this.changes.on('change', listener);
    return () => this.changes.off('change', listener);
  }

  private tell(event: LeaseEvent): void {
    this.recent = [...this.recent, event].slice(-REMEMBERED_EVENTS);
    this.changes.emit('change', event);
  }

  private put(
    type: LeaseEvent['type'],
    lease: Lease,
    uid: string | undefined,
    creationTimestamp: string | undefined
  ): Lease {
    const resourceVersion = String(++this.revision);
    const stored = { ...lease, metadata: { ...lease.metadata, uid, creationTimestamp, resourceVersion } };
    this.leases.set(`${lease.metadata.namespace}/${lease.metadata.name}`, stored);
    this.tell({ type, object: stored });
    return stored;
  }
}

function versionOf({ object }: LeaseEvent): number {
  return Number(object.metadata.resourceVersion);
}
