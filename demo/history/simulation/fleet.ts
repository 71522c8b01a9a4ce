import { kubeStateSamples } from '../../fleet/metrics/kubeState';
import { scenarioLoad } from '../../fleet/scenarios/tide';
import type { Scenario } from '../../fleet/scenarios/types';
import { kubeStateScrape } from '../../model/kubeState/scrape';
import { upSeries } from '../../model/sidecar/scrape';
import { keyOf, type Series } from '../store/series';
import { Target, type Cell } from './target';
import type { Totals } from './totals';
import { SimulatedWorkload, type Load } from './workload';

const TICK_SECONDS = 1;
/** How often the history scrapes; live, the demo does it every 5 s, which would be twelve times as much to write. */
const SCRAPE_SECONDS = 60;
/** Except just before its end: there it fades into live data as rates over two minutes see it. */
const LAST_SECONDS = 180;
/** A lost leader is replaced within half a minute; its sidecars are looked at more closely. */
const FINE_SCRAPE_SECONDS = 15;

/** kube-state-metrics as the demo scrapes it. */
class SimulatedKubeState {
  private readonly target: Target;
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly workloads: readonly SimulatedWorkload[]) {
    this.target = new Target(kubeStateScrape('demo', 'history'));
    this.target.expose([upSeries], () => true);
  }

  get series(): Series[] {
    return this.target.series;
  }

  scrape(now: number): void {
    this.cells.forEach((cell) => (cell.value = undefined));
    for (const { name, labels, value } of kubeStateSamples(this.workloads)) {
      const key = name + keyOf(labels);
      const cell = this.cells.get(key) ?? this.target.cell({ name }, labels);
      this.cells.set(key, cell);
      cell.value = value;
    }
    this.target.scrape(now);
  }

  end(seconds: number): void {
    this.target.end(seconds);
  }
}

export interface SimulationOptions {
  /** How often everything is scraped. */
  readonly scrapeSeconds?: number;
  /** Questions per second of a scenario at a moment. */
  readonly load?: Load;
}

/** The whole fleet on simulated time (seconds since the epoch), and what scrapes of it collect. */
export class SimulatedFleet {
  private readonly workloads: readonly SimulatedWorkload[];
  private readonly kubeState: SimulatedKubeState;
  private readonly scrapeSeconds: number;

  /** Everything is deployed at `seconds` and has counted nothing before. */
  constructor(
    scenarios: readonly Scenario[],
    seed: string,
    private seconds: number,
    { scrapeSeconds = SCRAPE_SECONDS, load = scenarioLoad }: SimulationOptions = {}
  ) {
    this.scrapeSeconds = scrapeSeconds;
    this.workloads = scenarios.map((scenario) => new SimulatedWorkload(scenario, seed, seconds, load));
    this.kubeState = new SimulatedKubeState(this.workloads);
  }

  /** What has happened by now, by the name of the scenario. */
  get totals(): ReadonlyMap<string, Readonly<Totals>> {
    return new Map(this.workloads.map(({ scenario, totals }) => [scenario.name, totals]));
  }

  /** The workload of a scenario, to let something happen to it. */
  workload(scenario: Scenario): SimulatedWorkload {
    const found = this.workloads.find((workload) => workload.scenario === scenario);
    if (!found) {
      throw new Error(`${scenario.name} is not simulated`);
    }
    return found;
  }

  get now(): number {
    return this.seconds;
  }

  /** Lets everything happen until `to`; scrapes fall on whole intervals back from `anchor`. */
  advance(to: number, anchor: number): void {
    while (this.seconds < to) {
      const from = this.seconds;
      const now = from + TICK_SECONDS;
      const isDue = (intervalSeconds: number) => (anchor - now) % intervalSeconds === 0;
      for (const workload of this.workloads) {
        workload.advance(from, now);
        const isFine = workload.scenario.front.kind === 'leader' || anchor - now <= LAST_SECONDS;
        if (isDue(isFine ? Math.min(FINE_SCRAPE_SECONDS, this.scrapeSeconds) : this.scrapeSeconds)) {
          workload.deployment.scrape(now);
        }
      }
      if (isDue(this.scrapeSeconds)) {
        this.kubeState.scrape(now);
      }
      this.seconds = now;
    }
  }

  /** Ends all series: what is scraped next is another fleet. */
  end(seconds: number): void {
    this.workloads.forEach(({ deployment }) => deployment.endAll(seconds));
    this.kubeState.end(seconds);
  }

  /** Every series that may have samples which were not taken yet. */
  takeSeries(): Series[] {
    return [...this.workloads.flatMap(({ deployment }) => deployment.takeSeries()), ...this.kubeState.series];
  }
}
