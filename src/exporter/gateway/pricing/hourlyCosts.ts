import { SharedTime } from './sharedTime';

const MS_PER_HOUR = 3_600_000;

/**
 * Cost of self-hosted providers by the hour. A provider costs while it is busy for this sidecar, that is while at least
 * one request is in flight, and those in flight share it equally.
 */
export class HourlyCosts {
  private readonly busy: ReadonlyMap<string, SharedTime>;

  /** `usdPerHour` by name of the provider. */
  constructor(
    private readonly usdPerHour: ReadonlyMap<string, number>,
    private readonly nowMs: () => number = () => performance.now()
  ) {
    this.busy = new Map([...usdPerHour.keys()].map((provider) => [provider, new SharedTime()]));
  }

  has(provider: string): boolean {
    return this.usdPerHour.has(provider);
  }

  /** Begins a request. The function it returns ends it and says what it cost in USD. */
  begin(provider: string): () => number {
    const end = this.busy.get(provider)?.begin(this.nowMs());
    const rate = (this.usdPerHour.get(provider) ?? 0) / MS_PER_HOUR;
    return () => (end === undefined ? 0 : end(this.nowMs()) * rate);
  }
}
