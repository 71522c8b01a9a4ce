import { setTimeout as sleep } from 'node:timers/promises';
import { type Log, reasonOf } from '../log';
import { ApiError } from './apiConnection';
import type { LeaseRecord } from './lease';
import type { LeaseClient } from './leaseClient';
import { Trouble } from './trouble';

/** Two reads are never nearer to each other; also how often it is read where it cannot be watched. */
const READ_INTERVAL_MS = 1000;
const WATCH_SECONDS = 60;
/**
 * A connection can die without a word. A leader renews about every 2 s, so a watch that brings nothing for so long is given
 * up, and the lease is read again.
 */
const QUIET_MS = 3000;
/** Where watching is not allowed, it is tried again now and then: the role may have been extended. */
const ASK_AGAIN_MS = 60_000;
/** Forbidden, or not known to the server or to a proxy in front of it. */
const CANNOT_WATCH: ReadonlySet<number> = new Set([403, 404, 405, 501]);

/** Keeps up with one lease: reads it, watches it from there, and reads it again whenever the watch ends. */
export class LeaseWatch {
  private readonly trouble: Trouble;
  private mayWatchAt = 0;
  private pause = new AbortController();

  /** `onSeen` gets what was read or told, in the order in which it happened; `undefined` when there is no lease. */
  constructor(
    private readonly client: LeaseClient,
    private readonly log: Log,
    private readonly onSeen: (record: LeaseRecord | undefined) => void
  ) {
    this.trouble = new Trouble(log, { begins: 'the lease cannot be read', ends: 'the lease can be read' });
  }

  start(): void {
    void this.run();
  }

  /** Reads it now if nothing watches it, because it has changed. */
  hurry(): void {
    this.pause.abort();
  }

  private async run(): Promise<never> {
    for (;;) {
      this.pause = new AbortController();
      const begunAt = performance.now();
      const resourceVersion = await this.read();
      if (resourceVersion !== undefined && performance.now() >= this.mayWatchAt) {
        await this.watch(resourceVersion);
      }
      await this.rest(READ_INTERVAL_MS - (performance.now() - begunAt));
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await sleep(Math.max(0, milliseconds), undefined, { signal: this.pause.signal }).catch(() => undefined);
  }

  /** The version that a watch can begin with; `undefined` when it cannot. */
  private async read(): Promise<string | undefined> {
    try {
      const record = await this.client.read();
      this.onSeen(record);
      if (record === undefined) {
        this.trouble.is('there is no such lease; nobody leads until there is one');
      } else {
        this.trouble.isOver();
      }
      return record?.resourceVersion;
    } catch (error) {
      // The last lease holds until it ends by itself: a lost answer is no lost leader.
      this.trouble.is(reasonOf(error));
      return undefined;
    }
  }

  private async watch(resourceVersion: string): Promise<void> {
    try {
      await this.client.watch(resourceVersion, { seconds: WATCH_SECONDS, quietMs: QUIET_MS }, (event) => {
        if (event.type === 'changed') {
          this.onSeen(event.record);
        } else if (event.type === 'deleted') {
          this.onSeen(undefined);
        }
        return event.type === 'changed' || event.type === 'ignored';
      });
    } catch (error) {
      if (error instanceof ApiError && CANNOT_WATCH.has(error.status)) {
        if (this.mayWatchAt === 0) {
          this.log.info('the lease cannot be watched and is read every second', { reason: error.message });
        }
        this.mayWatchAt = performance.now() + ASK_AGAIN_MS;
      }
      // Anything else, such as a version that is too old, is put right by reading again.
    }
  }
}
