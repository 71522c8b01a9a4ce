import type { Lease } from '../../../src/exporter/role/lease';
import { CLIENT_GO_TIMES } from '../../fleet/backend/elector';
import type { Random } from '../../fleet/scenarios/random';

const { leaseSeconds, retrySeconds } = CLIENT_GO_TIMES;

/** As in the fleet's elector. */
const JITTER = 1.2;

interface Candidate {
  nextTryAt: number;
  observed?: Lease;
  observedAt: number;
}

/** A backend that stands for election since it accepts connections. */
export interface Standing {
  readonly name: string;
  readonly sinceSeconds: number;
}

/** The election of a leader by a Lease, as the fleet's backends hold it, on simulated time (seconds since the epoch). */
export class Election {
  private current: Lease | undefined;
  private readonly candidates = new Map<string, Candidate>();

  constructor(private readonly random: Random) {}

  /** The lease as an API server would show it; `undefined` before the first election. */
  get lease(): Lease | undefined {
    return this.current;
  }

  /** Lets every candidate do what it does until `now`, in the order of time. */
  advance(now: number, standing: readonly Standing[]): void {
    for (const name of this.candidates.keys()) {
      if (!standing.some((one) => one.name === name)) {
        this.candidates.delete(name);
      }
    }
    for (const { name, sinceSeconds } of standing) {
      if (!this.candidates.has(name)) {
        this.candidates.set(name, { nextTryAt: sinceSeconds, observedAt: sinceSeconds });
      }
    }
    for (let next = this.nextToTry(); next && next[1].nextTryAt <= now; next = this.nextToTry()) {
      this.tryToHold(...next);
    }
  }

  /** The holder gives the lease up. */
  release(name: string, now: number): void {
    if (this.current?.holder === name) {
      this.current = { holder: '', renewedAt: now, acquiredAt: now, durationSeconds: 1 };
    }
  }

  private nextToTry(): [string, Candidate] | undefined {
    return [...this.candidates].sort(([, a], [, b]) => a.nextTryAt - b.nextTryAt)[0];
  }

  private tryToHold(name: string, candidate: Candidate): void {
    const at = candidate.nextTryAt;
    const { current } = this;
    if (current !== candidate.observed) {
      candidate.observed = current;
      candidate.observedAt = at;
    }
    const leads = current?.holder === name;
    const isFree = !current?.holder || at >= candidate.observedAt + leaseSeconds;
    if (leads || isFree) {
      const acquiredAt = leads && current ? current.acquiredAt : at;
      this.current = { holder: name, renewedAt: at, acquiredAt, durationSeconds: leaseSeconds };
      candidate.observed = this.current;
      candidate.nextTryAt = at + retrySeconds;
    } else {
      candidate.nextTryAt = at + retrySeconds * (1 + JITTER * this.random());
    }
  }
}
