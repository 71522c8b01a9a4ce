import type { ElectionTimes } from '../config';
import { type Log, reasonOf } from '../log';
import { ApiError } from './apiConnection';
import { elapsedSeconds, type Instant, instant } from './clocks';
import { nextStep, pauseSeconds, type Situation, type Step, type Wish } from './election';
import type { LeaseRecord } from './lease';
import type { LeaseClient } from './leaseClient';
import { createdLease, heldLease, microTime, releasedLease } from './leaseDocument';
import { Trouble } from './trouble';

/** Tries in a row when others write at the same time. */
const MOST_TRIES = 3;

/**
 * Holds a lease for the backend, as client-go's leaderelection does. Leading is granted by a confirmed write only, and only
 * until the renew deadline after that write was *sent*: others count the longer lease duration from when they *saw* it.
 */
export class Elector {
  private readonly trouble: Trouble;
  /** The lease as it last was, and since when it has been seen unchanged. */
  private seen: { readonly record: LeaseRecord; readonly spec: string; readonly since: Instant } | undefined;
  private exists = false;
  /** When the last confirmed claim was sent. */
  private claimedAt: Instant | undefined;
  /** `renewTime` of the last write that was confirmed, and of the last one, which may have arrived all the same. */
  private confirmed: string | undefined;
  private sent: string | undefined;
  private leaving = false;
  /** After it was handed over, the lease is left to others for so long. */
  private standsBackSince: Instant | undefined;
  private drillTime: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private queued = false;
  private current: Promise<void> = Promise.resolve();

  /** `onChanged` is told when the lease has another holder than before. */
  constructor(
    private readonly client: LeaseClient,
    private readonly identity: string,
    private readonly times: ElectionTimes,
    private readonly wishOfBackend: () => Wish,
    log: Log,
    private readonly onChanged: () => void = () => undefined
  ) {
    this.trouble = new Trouble(log, { begins: 'the lease cannot be held', ends: 'the election works again' });
  }

  /** Judged at this moment by both clocks, so that a process that was stopped never acts on an old claim. */
  get leads(): boolean {
    const { claimedAt, times } = this;
    return claimedAt !== undefined && elapsedSeconds(claimedAt, instant()) < times.renewDeadlineSeconds;
  }

  /** Looks at the lease soon, because something has changed; resolves when that has been acted on. */
  wake(): Promise<void> {
    if (!this.queued) {
      this.queued = true;
      this.current = this.current.then(() => {
        this.queued = false;
        return this.attempt();
      });
    }
    return this.current;
  }

  /** Leads no more from now on, and gives the lease up if it can. */
  async release(): Promise<void> {
    this.leaving = true;
    this.claimedAt = undefined;
    await this.wake();
  }

  /** Competes again after a release. */
  resume(): void {
    this.leaving = false;
    void this.wake();
  }

  /** Leaves the lead to another one, marked as a drill; true when the lease was given up. */
  async handOver(drillTime: string): Promise<boolean> {
    if (!this.leads) {
      return false;
    }
    this.standsBackSince = instant();
    this.drillTime = drillTime;
    this.claimedAt = undefined;
    await this.wake();
    return this.holder !== this.identity;
  }

  private async attempt(): Promise<void> {
    clearTimeout(this.timer);
    try {
      await this.tryUntilWritten();
      this.trouble.isOver();
    } catch (error) {
      // The claim holds until it ends by itself.
      this.trouble.is(reasonOf(error));
    }
    if (!this.leaving) {
      this.timer = setTimeout(() => void this.wake(), pauseSeconds(this.situation(), Math.random()) * 1000);
    }
  }

  private async tryUntilWritten(): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await this.tryOnce()) {
        return;
      }
    }
    throw new Error('somebody else wrote it each time');
  }

  /** One look, and one write if there is something to do; false when somebody else wrote in between. */
  private async tryOnce(): Promise<boolean> {
    if (this.wish() === 'leave') {
      this.claimedAt = undefined;
    }
    this.see(await this.client.read());
    const step = nextStep(this.situation());
    if (step === 'wait') {
      return true;
    }
    try {
      await this.write(step);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        return false;
      }
      throw error;
    }
  }

  private async write(step: Exclude<Step, 'wait'>): Promise<void> {
    const sentAt = instant();
    const now = microTime(sentAt.wall, sentAt.monotonic);
    const claimant = { identity: this.identity, leaseSeconds: this.times.leaseSeconds, now };
    this.sent = now;
    let written: LeaseRecord;
    if (step === 'create') {
      written = await this.client.create(createdLease(this.client.name, claimant));
    } else {
      const record = this.writable();
      const document = step === 'release' ? releasedLease(record, now, this.drillTime) : heldLease(record, claimant);
      written = await this.client.update(document);
    }
    if (written.renewTime !== now || written.lease.holder !== (step === 'release' ? '' : this.identity)) {
      throw new Error('the API server answered with another Lease than was written');
    }
    this.confirmed = now;
    this.see(written);
    if (step === 'release') {
      this.drillTime = undefined;
    } else if (this.wish() !== 'leave') {
      this.claimedAt = sentAt;
    }
  }

  /** The lease as it was read, if it can be written without overwriting what others wrote. */
  private writable(): LeaseRecord {
    const record = this.seen?.record;
    if (record?.resourceVersion === undefined) {
      throw new Error('the lease has no resourceVersion');
    }
    return record;
  }

  private see(record: LeaseRecord | undefined): void {
    const before = this.holder;
    this.exists = record !== undefined;
    if (record !== undefined) {
      const spec = JSON.stringify(record.document.spec);
      this.seen = { record, spec, since: spec === this.seen?.spec ? this.seen.since : instant() };
    }
    if (!this.exists || !this.holdsByOwnWrite()) {
      this.claimedAt = undefined;
    }
    if (this.holder !== before) {
      this.onChanged();
    }
  }

  /** Whoever held it when it was last there; empty when nobody did. */
  private get holder(): string {
    return this.seen?.record.lease.holder ?? '';
  }

  private holdsByOwnWrite(): boolean {
    const record = this.seen?.record;
    const isOwnWrite = record?.renewTime !== undefined && [this.confirmed, this.sent].includes(record.renewTime);
    return isOwnWrite && record.lease.holder === this.identity;
  }

  private wish(): Wish {
    const { standsBackSince, times } = this;
    const standsBack = standsBackSince !== undefined && elapsedSeconds(standsBackSince, instant()) < times.leaseSeconds;
    return this.leaving || standsBack ? 'leave' : this.wishOfBackend();
  }

  private situation(): Situation {
    const { identity, exists, times, seen } = this;
    return {
      identity,
      wish: this.wish(),
      exists,
      holder: this.holder,
      isOwnWrite: this.holdsByOwnWrite(),
      durationSeconds: seen?.record.lease.durationSeconds ?? 0,
      unchangedSeconds: seen === undefined ? 0 : instant().monotonic - seen.since.monotonic,
      times,
    };
  }
}
