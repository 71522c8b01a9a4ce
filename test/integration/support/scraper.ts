import type { Fleet } from '../../../demo/fleet/fleet';
import { pause } from '../../../demo/fleet/net/wait';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function parse(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
      if (!match) {
        throw new Error(`not a sample: ${line}`);
      }
      const labels = [...(match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [
        label,
        value,
      ]);
      return { name: match[1], labels: Object.fromEntries(labels), value: Number(match[3]) };
    });
}

const INTERVAL_SECONDS = 0.5;

/** Scrapes every sidecar of a fleet again and again and keeps each one's last answer, as Prometheus would. */
export class Scraper {
  private readonly last = new Map<string, readonly Sample[]>();
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
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return [...this.last.values()]
      .flat()
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
      .reduce((sum, { value }) => sum + value, 0);
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
          this.last.set(name, parse(await answer.text()));
        } catch {
          // Not up yet, or gone: what was seen last stands.
        }
      })
    );
  }
}
