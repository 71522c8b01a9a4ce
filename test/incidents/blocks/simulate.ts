import { STALE, type Series } from '../../../demo/history/store/series';
import { SimulatedFleet } from '../../../demo/history/simulation/fleet';
import type { SimulatedWorkload } from '../../../demo/history/simulation/workload';
import { scenarioLoad } from '../../../demo/fleet/scenarios/tide';
import type { Scenario } from '../../../demo/fleet/scenarios/types';
import { SCRAPE_SECONDS, type SourceSeries } from '../series/source';
import { valueAt, type Timeline } from '../series/timeline';
import { toSeconds, type Time } from '../time';

/** Something that is done to a simulated workload, once. */
export interface Happening {
  readonly at: Time;
  readonly happens: (workload: SimulatedWorkload, atSeconds: number) => void;
}

export interface Simulation {
  readonly duration: Time;
  /** Questions per second; the scenario's own tide when left out. */
  readonly load?: Timeline<number>;
  /** In the order of time. */
  readonly happenings?: readonly Happening[];
  readonly seed?: string;
}

/**
 * Values by scrape. The model also writes between scrapes, when a pod goes: such a value is what the next scrape finds, and
 * the end of a series falls on the scrape after its last value.
 */
function toScrapes({ times, values }: Series): ReadonlyMap<number, number> {
  const scrapes = new Map<number, number>();
  times.forEach((seconds, index) => {
    const value = values[index];
    if (value !== undefined && value !== STALE) {
      scrapes.set(Math.ceil(seconds / SCRAPE_SECONDS), value);
    }
  });
  return scrapes;
}

function toSource(series: Series): SourceSeries {
  const { __name__: name = '', ...labels } = series.labels;
  const scrapes = toScrapes(series);
  return { name, labels, at: (seconds) => scrapes.get(Math.floor(seconds / SCRAPE_SECONDS)) };
}

/** A whole number of scrapes after the start; so far ahead that the model never scrapes as it does before its end. */
const ANCHOR_SECONDS = 1e6 * SCRAPE_SECONDS;

/**
 * Everything that is scraped of one system while it lives through a time of its own: the fleet model of the demo, deployed
 * at the first moment, scraped every 15 s.
 */
export function simulate(
  scenario: Scenario,
  { duration, load, happenings = [], seed = 'incidents' }: Simulation
): SourceSeries[] {
  const fleet = new SimulatedFleet([scenario], seed, 0, {
    scrapeSeconds: SCRAPE_SECONDS,
    load: load === undefined ? scenarioLoad : (_scenario, _seed, seconds) => valueAt(load, seconds) ?? 0,
  });
  for (const { at, happens } of happenings) {
    fleet.advance(toSeconds(at), ANCHOR_SECONDS);
    happens(fleet.workload(scenario), toSeconds(at));
  }
  fleet.advance(toSeconds(duration), ANCHOR_SECONDS);
  return fleet
    .takeSeries()
    .filter(({ times }) => times.length > 0)
    .map(toSource);
}
