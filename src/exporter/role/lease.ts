/** A coordination.k8s.io/v1 Lease. Times are seconds since the epoch. */
export interface Lease {
  /** Empty when it was released. */
  readonly holder: string;
  readonly renewedAt: number;
  readonly acquiredAt: number;
  readonly durationSeconds: number;
}

/** When the holder's claim ends, unless it is renewed. */
export function expiresAt(lease: Lease): number {
  return lease.renewedAt + lease.durationSeconds;
}

/** Reads the API server's answer; throws with what is missing. */
export function parseLease(document: unknown): Lease {
  const spec = member(document, 'spec');
  if (typeof spec !== 'object' || spec === null) {
    throw new Error('the answer is no Lease: it has no spec');
  }
  const holder = member(spec, 'holderIdentity');
  const duration = member(spec, 'leaseDurationSeconds');
  const renewedAt = seconds(member(spec, 'renewTime'));
  return {
    holder: typeof holder === 'string' ? holder : '',
    renewedAt,
    acquiredAt: seconds(member(spec, 'acquireTime')) || renewedAt,
    durationSeconds: typeof duration === 'number' ? duration : 0,
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Seconds of an RFC 3339 time with up to nine digits after the point; 0 when there is none. */
function seconds(time: unknown): number {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(milliseconds) ? 0 : milliseconds / 1000;
}
