import { setTimeout as sleep } from 'node:timers/promises';

/** One exchange that is going on: a request to the backend, or one of the backend to a provider. */
export interface Ongoing {
  readonly kind: 'inbound' | 'outbound';
  /** Breaks it off. */
  cut(): void;
}

interface Place {
  readonly exchange: Ongoing;
  /** Where it stands in the list; -1 when it has left. */
  index: number;
}

/**
 * The exchanges that are going on, upgraded connections included.
 *
 * An array, not a Set: a Set through which every request passes is copied again and again, and its old copies, once
 * they are old enough, keep requests that have ended alive until the next full garbage collection.
 */
export class InFlight {
  private readonly ongoing: Place[] = [];
  private readonly whenIdle: Array<() => void> = [];
  private inbound = 0;
  private idleSince = performance.now();

  get count(): number {
    return this.ongoing.length;
  }

  /** Requests to the backend among them. */
  get inboundCount(): number {
    return this.inbound;
  }

  /** Adds an exchange; call the result when it has ended. */
  add(exchange: Ongoing): () => void {
    const place: Place = { exchange, index: this.ongoing.length };
    this.ongoing.push(place);
    this.countInbound(exchange, 1);
    return () => {
      if (place.index !== -1) {
        this.remove(place);
        this.countInbound(exchange, -1);
        if (this.ongoing.length === 0) {
          this.idleSince = performance.now();
          this.whenIdle.splice(0).forEach((resolve) => resolve());
        }
      }
    };
  }

  /** Resolves as soon as nothing has been going on for so long. */
  async idle(quietMs = 0): Promise<void> {
    while (this.count > 0 || performance.now() - this.idleSince < quietMs) {
      if (this.count > 0) {
        await new Promise<void>((resolve) => this.whenIdle.push(resolve));
      } else {
        await sleep(this.idleSince + quietMs - performance.now());
      }
    }
  }

  cutAll(): void {
    [...this.ongoing].forEach(({ exchange }) => exchange.cut());
  }

  /** The last one takes the place of the one that leaves. */
  private remove(place: Place): void {
    const last = this.ongoing.pop();
    if (last !== undefined && last !== place) {
      this.ongoing[place.index] = last;
      last.index = place.index;
    }
    place.index = -1;
  }

  private countInbound({ kind }: Ongoing, by: number): void {
    if (kind === 'inbound') {
      this.inbound += by;
    }
  }
}
