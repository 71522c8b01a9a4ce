import { setTimeout as sleep } from 'node:timers/promises';
import { SIDECAR } from '../../vocabulary';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { COMEBACK_REASONS, type ComebackReason } from './comeback';
import type { InFlight } from './inFlight';

export interface DrainLimits {
  readonly graceSeconds: number;
  readonly minSeconds: number;
}

export interface DrainResult {
  readonly drained: boolean;
  readonly seconds: number;
  /** Requests that were still going on when time ran out. */
  readonly left: number;
}

/** Kept back from the grace period, so that the backend can stop and the last metrics can be scraped. */
const RESERVE_RATIO = 0.1;
const LONGEST_RESERVE_SECONDS = 5;

/** Work that goes from one request to the next, such as a chain of LLM calls, has pauses in which nothing is going on. */
const QUIET_MS = 500;

export interface DrainHooks {
  readonly onStart: () => void;
  /** Takes no new connections any more; those that are there go on. */
  readonly stopListening: () => void;
  /** Ends the connections on which nothing goes on. */
  readonly endIdle: () => void;
  /** Takes new connections again; resolves when it does. */
  readonly listenAgain: () => Promise<void>;
  readonly onResumed: () => void;
}

/**
 * One way out for the pod, as Knative's queue-proxy goes it: not ready at once, new connections still served while the
 * endpoint disappears elsewhere, then no more new ones, then waiting until what goes on is over and has been for a moment.
 * Whoever asks for it, it happens once, unless it is resumed from.
 */
export class Drain {
  private running: Promise<DrainResult> | undefined;
  private begunAt: number | undefined;

  constructor(
    private readonly limits: DrainLimits,
    private readonly inFlight: InFlight,
    private readonly metrics: Metrics,
    private readonly log: Log,
    private readonly hooks: DrainHooks
  ) {
    metrics.guard('record', () =>
      COMEBACK_REASONS.forEach((reason) => metrics.inc(SIDECAR.shutdownResumed, { reason }, 0))
    );
  }

  get started(): boolean {
    return this.begunAt !== undefined;
  }

  /** Seconds of the grace period that are left; all of it before a drain began. */
  get graceLeftSeconds(): number {
    return this.limits.graceSeconds - (this.begunAt === undefined ? 0 : secondsSince(this.begunAt));
  }

  start(trigger: string): Promise<DrainResult> {
    this.running ??= this.run(trigger);
    return this.running;
  }

  /** Serves again after a drain that was not the end. */
  async resume(reason: ComebackReason): Promise<void> {
    this.running = undefined;
    this.begunAt = undefined;
    await this.hooks.listenAgain();
    this.metrics.guard('record', () => this.metrics.inc(SIDECAR.shutdownResumed, { reason }));
    this.log.info('serving again after a drain', { reason });
    this.hooks.onResumed();
  }

  private async run(trigger: string): Promise<DrainResult> {
    const begunAt = performance.now();
    this.begunAt = begunAt;
    this.log.info('draining', { trigger, in_flight: this.inFlight.count });
    this.hooks.onStart();
    const { graceSeconds, minSeconds } = this.limits;
    const longest = graceSeconds - Math.min(graceSeconds * RESERVE_RATIO, LONGEST_RESERVE_SECONDS);
    await sleep(Math.min(minSeconds, longest) * 1000);
    this.hooks.stopListening();
    const timeout = new AbortController();
    const outOfTime = sleep(Math.max(0, longest - secondsSince(begunAt)) * 1000, undefined, { signal: timeout.signal });
    await Promise.race([this.inFlight.idle(QUIET_MS), outOfTime.catch(() => undefined)]);
    timeout.abort();
    const left = this.inFlight.count;
    if (left === 0) {
      this.hooks.endIdle();
    }
    const seconds = secondsSince(begunAt);
    this.metrics.set(SIDECAR.shutdownDrain, {}, seconds);
    this.metrics.set(SIDECAR.shutdownGraceUsed, {}, graceSeconds === 0 ? 1 : seconds / graceSeconds);
    this.log.info(left === 0 ? 'drained' : 'out of time with requests going on', { seconds, left });
    return { drained: left === 0, seconds, left };
  }
}

function secondsSince(begunAt: number): number {
  return (performance.now() - begunAt) / 1000;
}
