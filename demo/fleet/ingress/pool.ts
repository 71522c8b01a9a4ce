import { pause } from '../net/wait';

/** Where a request can be sent. */
export interface Upstream {
  readonly name: string;
  readonly ports: { readonly inbound: number };
}

/** How often a waiting request looks again, beside being told of changes. */
const LOOK_AGAIN_SECONDS = 0.5;

/** Chooses upstreams by least connections, in turn where several are equal, and lets requests wait while there is none. */
export class Pool {
  private readonly connections = new Map<string, number>();
  private turn = 0;
  private waitingCount = 0;
  private changed = new AbortController();

  constructor(
    private readonly available: () => readonly Upstream[],
    private readonly limits: { readonly holdSeconds: number; readonly holdRequests: number },
    /** Upstreams on their way out, which take only what prefers them: it has a session there that nobody else knows. */
    private readonly leaving: () => readonly Upstream[] = () => []
  ) {}

  get waiting(): number {
    return this.waitingCount;
  }

  /** Tells waiting requests to look again. */
  wake(): void {
    this.changed.abort();
    this.changed = new AbortController();
  }

  /**
   * An upstream for one request: the preferred one while it is there, else the one with the fewest connections.
   * Waits for one when there is none; `undefined` when too many wait already, or for too long, or the client left.
   */
  async acquire(preferred: string | undefined, gone: AbortSignal): Promise<Upstream | undefined> {
    const chosen = this.choose(preferred);
    if (chosen || this.waitingCount >= this.limits.holdRequests) {
      return chosen;
    }
    this.waitingCount++;
    try {
      const deadline = performance.now() + this.limits.holdSeconds * 1000;
      let late: Upstream | undefined;
      while (!late && !gone.aborted && performance.now() < deadline) {
        await pause(LOOK_AGAIN_SECONDS, AbortSignal.any([gone, this.changed.signal]));
        late = gone.aborted ? undefined : this.choose(preferred);
      }
      return late;
    } finally {
      this.waitingCount--;
    }
  }

  release({ name }: Upstream): void {
    const left = (this.connections.get(name) ?? 1) - 1;
    if (left > 0) {
      this.connections.set(name, left);
    } else {
      this.connections.delete(name);
    }
  }

  private choose(preferred: string | undefined): Upstream | undefined {
    const upstreams = this.available();
    const load = ({ name }: Upstream) => this.connections.get(name) ?? 0;
    const fewest = Math.min(...upstreams.map(load));
    const equals = upstreams.filter((upstream) => load(upstream) === fewest);
    const isPreferred = ({ name }: Upstream) => name === preferred;
    const chosen =
      upstreams.find(isPreferred) ?? this.leaving().find(isPreferred) ?? equals[this.turn++ % equals.length];
    if (chosen) {
      this.connections.set(chosen.name, load(chosen) + 1);
    }
    return chosen;
  }
}
