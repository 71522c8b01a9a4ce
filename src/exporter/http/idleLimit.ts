/** Of what the other side announced or was seen to do, so much is kept away from. */
const MARGIN_MS = 1000;
const MARGIN_RATIO = 0.75;
/** Connections are not kept longer than this, whatever is announced. */
const LONGEST_MS = 60_000;
/** What was seen may have been something else, such as the end of a worker: it holds for so long. */
const TRUST_MS = 600_000;
/** No server gives connections up so soon because they are idle. */
const SHORTEST_SEEN_MS = 100;

/**
 * How long a connection may have been idle for another request to be sent on it. A server that closes it at that very
 * moment makes the request fail, and a POST may not be repeated (RFC 9112, section 9.3.1). So the limit stays below what the
 * server announces (`Keep-Alive: timeout=5`) and below the shortest time after which it was seen to close.
 */
export class IdleLimit {
  private announcedMs: number | undefined;
  private seen: { readonly ms: number; readonly at: number } | undefined;

  /** `startMs` holds until more is known; a `fixed` one for ever. */
  constructor(
    private readonly startMs: number,
    private readonly fixed = false
  ) {}

  /** `now` is of a monotonic clock, in milliseconds. */
  at(now: number): number {
    const limit = this.announcedMs ?? this.startMs;
    const { seen } = this;
    return seen === undefined || now - seen.at >= TRUST_MS ? limit : Math.min(limit, seen.ms);
  }

  /** Takes in what a `Keep-Alive` header of an answer says. */
  announced(header: string): void {
    const seconds = /(?:^|[\s,])timeout\s*=\s*"?(\d{1,9})/i.exec(header)?.[1];
    if (seconds !== undefined && !this.fixed) {
      const ms = Number(seconds) * 1000;
      this.announcedMs = Math.min(LONGEST_MS, Math.max(ms - MARGIN_MS, ms / 2));
    }
  }

  /** The server has closed a connection that had been idle for so long. */
  closedAfter(idleMs: number, now: number): void {
    if (!this.fixed && idleMs >= SHORTEST_SEEN_MS && idleMs * MARGIN_RATIO < this.at(now)) {
      this.seen = { ms: idleMs * MARGIN_RATIO, at: now };
    }
  }

  /** The server has ended, and with it all its connections: what was seen of that says nothing. */
  forget(): void {
    this.seen = undefined;
    this.announcedMs = undefined;
  }
}
