import type { LeaseName } from '../config';
import { isObject, type JsonObject, member } from './json';
import { DRILL_ANNOTATION, type LeaseRecord } from './lease';

/** Who claims, for how long, and when. */
export interface Claimant {
  readonly identity: string;
  readonly leaseSeconds: number;
  /** RFC 3339 with microseconds. */
  readonly now: string;
}

/** A lease that is not there yet, held. */
export function createdLease({ namespace, name }: LeaseName, { identity, leaseSeconds, now }: Claimant): JsonObject {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace },
    spec: {
      holderIdentity: identity,
      leaseDurationSeconds: leaseSeconds,
      acquireTime: now,
      renewTime: now,
      leaseTransitions: 0,
    },
  };
}

/** The lease with this holder, renewed or taken over; whatever else it says stays. */
export function heldLease({ lease, document }: LeaseRecord, { identity, leaseSeconds, now }: Claimant): JsonObject {
  const renews = lease.holder === identity;
  const acquireTime = member(document.spec, 'acquireTime');
  const transitions = member(document.spec, 'leaseTransitions');
  const before = typeof transitions === 'number' && Number.isSafeInteger(transitions) ? Math.max(0, transitions) : 0;
  return withSpec(document, {
    holderIdentity: identity,
    leaseDurationSeconds: leaseSeconds,
    acquireTime: renews && typeof acquireTime === 'string' ? acquireTime : now,
    renewTime: now,
    leaseTransitions: before + (renews ? 0 : 1),
  });
}

/**
 * The lease given up, as client-go does it: no holder, and one second, so that candidates of any kind take it at once.
 * `drillTime` says that it is a drill, to whoever takes it.
 */
export function releasedLease({ document }: LeaseRecord, now: string, drillTime: string | undefined): JsonObject {
  const released = withSpec(document, {
    holderIdentity: '',
    leaseDurationSeconds: 1,
    acquireTime: now,
    renewTime: now,
  });
  if (drillTime === undefined) {
    return released;
  }
  const metadata = isObject(document.metadata) ? document.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  return { ...released, metadata: { ...metadata, annotations: { ...annotations, [DRILL_ANNOTATION]: drillTime } } };
}

/**
 * RFC 3339 with microseconds, as Kubernetes' MicroTime is written. The last three digits are those of the monotonic clock:
 * they make it unlikely that two writers ever write the same.
 */
export function microTime(wallSeconds: number, monotonicSeconds: number): string {
  const microseconds = Math.floor((monotonicSeconds * 1e6) % 1000);
  return new Date(wallSeconds * 1000).toISOString().replace('Z', `${String(microseconds).padStart(3, '0')}Z`);
}

function withSpec(document: JsonObject, fields: JsonObject): JsonObject {
  return { ...document, spec: { ...(isObject(document.spec) ? document.spec : {}), ...fields } };
}
