import { HttpError, isRecord } from '../net/http';

/** The parts of a Lease (coordination.k8s.io/v1) that leader election uses. Times are RFC 3339 with microseconds. */
export interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

export interface Lease {
  readonly apiVersion: 'coordination.k8s.io/v1';
  readonly kind: 'Lease';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly resourceVersion?: string;
    readonly uid?: string;
    readonly creationTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: LeaseSpec;
}

/** RFC 3339 with microseconds, as Kubernetes' MicroTime is written. */
export function microTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/Z$/, '000Z');
}

function invalid(what: string): HttpError {
  return new HttpError(422, `Lease is invalid: ${what}`);
}

function optionalText(record: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = record[field] ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw invalid(`${field}: must be a string`);
  }
  return value;
}

function optionalTime(record: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = optionalText(record, field);
  if (value !== undefined && Number.isNaN(Date.parse(value))) {
    throw invalid(`spec.${field}: ${JSON.stringify(value)} is not a time`);
  }
  return value;
}

function optionalCount(record: Readonly<Record<string, unknown>>, field: string, least: number): number | undefined {
  const value = record[field] ?? undefined;
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw invalid(`spec.${field}: must be a whole number from ${least}`);
  }
  return value;
}

function annotationsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const entries = isRecord(value) ? Object.entries(value) : undefined;
  if (entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string') !== true) {
    throw new HttpError(400, 'metadata.annotations must be an object of strings');
  }
  return Object.fromEntries(entries);
}

/** Reads a Lease as a client wrote it. What is malformed is 400, what is not allowed is 422, as at an API server. */
export function readLease(value: unknown, namespace: string): Lease {
  if (!isRecord(value) || value.kind !== 'Lease' || value.apiVersion !== 'coordination.k8s.io/v1') {
    throw new HttpError(400, 'the body is not a Lease of coordination.k8s.io/v1');
  }
  const { metadata, spec = {} } = value;
  if (!isRecord(metadata) || !isRecord(spec)) {
    throw new HttpError(400, 'metadata and spec must be objects');
  }
  if (typeof metadata.name !== 'string' || metadata.name === '') {
    throw invalid('metadata.name: Required value');
  }
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw new HttpError(400, 'the namespace of the object does not match the namespace of the request');
  }
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: metadata.name,
      namespace,
      resourceVersion: optionalText(metadata, 'resourceVersion'),
      annotations: annotationsOf(metadata.annotations),
    },
    spec: {
      holderIdentity: optionalText(spec, 'holderIdentity'),
      leaseDurationSeconds: optionalCount(spec, 'leaseDurationSeconds', 1),
      acquireTime: optionalTime(spec, 'acquireTime'),
      renewTime: optionalTime(spec, 'renewTime'),
      leaseTransitions: optionalCount(spec, 'leaseTransitions', 0),
    },
  };
}
