import { HttpError } from '../net/http';
import { pause } from '../net/wait';
import { microTime, type Lease, type LeaseSpec } from '../leaseApi/lease';
import type { LeaseClient } from './leaseClient';

/** Times of an election, with client-go's defaults. */
export interface ElectionTimes {
  readonly leaseSeconds: number;
  readonly renewDeadlineSeconds: number;
  readonly retrySeconds: number;
}

export const CLIENT_GO_TIMES: ElectionTimes = { leaseSeconds: 15, renewDeadlineSeconds: 10, retrySeconds: 2 };

/** client-go waits up to this much longer between two attempts to acquire, so that candidates do not march in step. */
const JITTER = 1.2;

/**
 * Leader election by a Lease as client-go does it (tools/leaderelection): whoever holds the lease renews it; a candidate
 * takes it when it has not seen it change for the lease's duration, by its own clock, never by the one in the record.
 */
export class Elector {
  private readonly stopping = new AbortController();
  private observed: Lease | undefined;
  private observedAt = 0;

  constructor(
    private readonly leases: LeaseClient,
    private readonly identity: string,
    private readonly times: ElectionTimes = CLIENT_GO_TIMES,
    private readonly now: () => number = () => Date.now() / 1000
  ) {}

  get isLeader(): boolean {
    return this.observed?.spec.holderIdentity === this.identity;
  }

  /** Stands for election, leads, and resolves once it lost the lead or released it. */
  async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!(await this.tryToHold())) {
      await pause(this.times.retrySeconds * (1 + JITTER * Math.random()), signal);
      if (signal.aborted) {
        return;
      }
    }
    let renewedAt = this.now();
    while (!signal.aborted && this.now() - renewedAt < this.times.renewDeadlineSeconds) {
      await pause(this.times.retrySeconds, signal);
      if (!signal.aborted && (await this.tryToHold())) {
        renewedAt = this.now();
      }
    }
  }

  /** Gives the lease up so that the next one need not wait for it to run out. */
  async release(): Promise<void> {
    this.stopping.abort();
    if (!this.observed || !this.isLeader) {
      return;
    }
    const now = microTime(this.now());
    const spec = {
      ...this.observed.spec,
      holderIdentity: '',
      leaseDurationSeconds: 1,
      acquireTime: now,
      renewTime: now,
    };
    try {
      this.observe(await this.leases.update({ ...this.observed, spec }));
    } catch {
      // Somebody else changed it, or the API is away: the lease runs out by itself.
    }
  }

  /** One attempt to acquire or renew; true when this one leads afterwards. */
  async tryToHold(): Promise<boolean> {
    try {
      const current = await this.read();
      if (!current) {
        this.observe(await this.leases.create(this.newLease()));
        return true;
      }
      if (JSON.stringify(current.spec) !== JSON.stringify(this.observed?.spec)) {
        this.observe(current);
      }
      if (current.spec.holderIdentity && !this.isLeader && this.isValid(current.spec)) {
        return false;
      }
      this.observe(await this.leases.update({ ...current, spec: this.spec(current.spec) }));
      return true;
    } catch {
      // A conflict means that somebody was faster, anything else that the API is away: the next attempt will tell.
      return false;
    }
  }

  private async read(): Promise<Lease | undefined> {
    try {
      return await this.leases.get();
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  private observe(lease: Lease): void {
    this.observed = lease;
    this.observedAt = this.now();
  }

  private isValid(spec: LeaseSpec): boolean {
    return this.observedAt + (spec.leaseDurationSeconds ?? this.times.leaseSeconds) > this.now();
  }

  private spec(before: LeaseSpec): LeaseSpec {
    const now = microTime(this.now());
    const renewed = before.holderIdentity === this.identity;
    return {
      holderIdentity: this.identity,
      leaseDurationSeconds: this.times.leaseSeconds,
      acquireTime: renewed ? before.acquireTime : now,
      renewTime: now,
      leaseTransitions: (before.leaseTransitions ?? 0) + (renewed ? 0 : 1),
    };
  }

  private newLease(): Lease {
    const { namespace, name } = this.leases;
    return {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace },
      spec: {
        ...this.spec({ holderIdentity: this.identity, leaseTransitions: 0 }),
        acquireTime: microTime(this.now()),
      },
    };
  }
}
