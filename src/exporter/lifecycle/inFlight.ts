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
          this.whenIdle.splice(0).forEach((resolve) => resolve());
        }
      }
    };
  }

  /** Resolves as soon as nothing is going on. */
  idle(): Promise<void> {
    return this.count === 0 ? Promise.resolve() : new Promise((resolve) => this.whenIdle.push(resolve));
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
