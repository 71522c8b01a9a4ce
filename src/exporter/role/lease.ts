import { isObject, type JsonObject, member, textMember } from './json';

/** A coordination.k8s.io/v1 Lease. Times are seconds since the epoch. */
export interface Lease {
  /** Empty when it was released. */
  readonly holder: string;
  readonly renewedAt: number;
  readonly acquiredAt: number;
  readonly durationSeconds: number;
  /** When the next change of the holder was announced as a drill, if it was. */
  readonly drillAt?: number;
}

/** A Lease as the API server has it, with what an update must give back. */
export interface LeaseRecord {
  readonly lease: Lease;
  /** Changes with every write; without it nothing may be written. */
  readonly resourceVersion: string | undefined;
  /** As it was written: tells one's own renewals from those of others. */
  readonly renewTime: string | undefined;
  readonly document: JsonObject;
}

/** Announces a drill; its value is an RFC 3339 time. */
export const DRILL_ANNOTATION = 'elastiscope.io/drill';

/** When the holder's claim ends, unless it is renewed. */
export function expiresAt(lease: Lease): number {
  return lease.renewedAt + lease.durationSeconds;
}

/** Reads the API server's answer; throws with what is missing. */
export function parseLease(document: unknown): Lease {
  const spec = member(document, 'spec');
  if (!isObject(spec)) {
    throw new Error('the answer is no Lease: it has no spec');
  }
  const duration = member(spec, 'leaseDurationSeconds');
  const renewedAt = seconds(member(spec, 'renewTime')) ?? 0;
  const drillAt = seconds(member(member(member(document, 'metadata'), 'annotations'), DRILL_ANNOTATION));
  return {
    holder: textMember(spec, 'holderIdentity') ?? '',
    renewedAt,
    acquiredAt: seconds(member(spec, 'acquireTime')) ?? renewedAt,
    durationSeconds: typeof duration === 'number' ? duration : 0,
    ...(drillAt !== undefined && { drillAt }),
  };
}

/** The same with what an update needs; throws with what is missing. */
export function parseRecord(document: unknown): LeaseRecord {
  const lease = parseLease(document);
  return {
    lease,
    resourceVersion: textMember(member(document, 'metadata'), 'resourceVersion'),
    renewTime: textMember(member(document, 'spec'), 'renewTime'),
    document: isObject(document) ? document : {},
  };
}

/** Seconds of an RFC 3339 time with up to nine digits after the point; `undefined` when there is none. */
function seconds(time: unknown): number | undefined {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
