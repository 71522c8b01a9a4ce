/** One exchange that is going on: a request to the backend, or one of the backend to a provider. */
export interface Ongoing {
  readonly kind: 'inbound' | 'outbound';
  /** Breaks it off. */
  cut(): void;
}

/** The exchanges that are going on, upgraded connections included. */
export class InFlight {
  private readonly ongoing = new Set<Ongoing>();
  private readonly whenIdle: Array<() => void> = [];
  private inbound = 0;

  /** `onInbound` is told the number of requests to the backend whenever it changes. */
  constructor(private readonly onInbound: (count: number) => void = () => undefined) {
    onInbound(0);
  }

  get count(): number {
    return this.ongoing.size;
  }

  /** Adds an exchange; call the result when it has ended. */
  add(exchange: Ongoing): () => void {
    this.ongoing.add(exchange);
    this.countInbound(exchange, 1);
    return () => {
      if (this.ongoing.delete(exchange)) {
        this.countInbound(exchange, -1);
        if (this.ongoing.size === 0) {
          this.whenIdle.splice(0).forEach((resolve) => resolve());
        }
      }
    };
  }

  /** Resolves as soon as nothing is going on. */
  idle(): Promise<void> {
    return this.ongoing.size === 0 ? Promise.resolve() : new Promise((resolve) => this.whenIdle.push(resolve));
  }

  cutAll(): void {
    [...this.ongoing].forEach((exchange) => exchange.cut());
  }

  private countInbound({ kind }: Ongoing, by: number): void {
    if (kind === 'inbound') {
      this.inbound += by;
      this.onInbound(this.inbound);
    }
  }
}
