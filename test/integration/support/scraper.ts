import type { Fleet } from '../../../demo/fleet/fleet';
import { pause } from '../../../demo/fleet/net/wait';
import type { MetricDefinition } from '../../../src/vocabulary';
import { type Labels, Scrape } from '../exporterProcess';

const INTERVAL_SECONDS = 0.5;

/** Scrapes every sidecar of a fleet again and again and keeps each one's last answer, as Prometheus would. */
export class Scraper {
  private readonly last = new Map<string, Scrape>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly fleet: Fleet) {
    this.running = this.run();
  }

  /** Scrapes a last time and stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.scrape();
  }

  /** The sum of a series over all sidecars that ever ran. */
  sum(definition: MetricDefinition, labels: Labels = {}): number {
    return [...this.last.values()].reduce((sum, scrape) => sum + (scrape.value(definition, labels) ?? 0), 0);
  }

  /** A series of one sidecar. */
  of(instance: string, definition: MetricDefinition, labels: Labels = {}): number {
    return this.last.get(instance)?.value(definition, labels) ?? 0;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.scrape();
      await pause(INTERVAL_SECONDS, this.stopping.signal);
    }
  }

  private async scrape(): Promise<void> {
    const replicas = this.fleet.workloads.flatMap(({ deployment }) => deployment.all);
    await Promise.all(
      replicas.map(async ({ name, ports }) => {
        try {
          const answer = await fetch(`http://127.0.0.1:${ports.admin}/metrics`);
          this.last.set(name, new Scrape(await answer.text()));
        } catch {
          // Not up yet, or gone: what was seen last stands.
        }
      })
    );
  }
}
