import { STALE, type Labels, type Series } from '../../../demo/history/store/series';
import { SimulatedFleet } from '../../../demo/history/simulation/fleet';
import type { Load, SimulatedWorkload } from '../../../demo/history/simulation/workload';
import { scenarioLoad } from '../../../demo/fleet/scenarios/tide';
import type { Scenario } from '../../../demo/fleet/scenarios/types';
import { encodeSeries } from '../series/encode';
import { SCRAPE_SECONDS, type SourceSeries } from '../series/source';
import { valueAt, type Timeline } from '../series/timeline';
import { toSeconds, type Time } from '../time';
import { reusedNames } from './reusedNames';

/** Something that is done to a simulated workload, once. */
export interface Happening {
  readonly at: Time | number;
  readonly happens: (workload: SimulatedWorkload, atSeconds: number) => void;
}

export interface Simulation {
  readonly duration: Time | number;
  /** Questions per second; the scenario's own tide when left out. */
  readonly load?: Timeline<number>;
  /** In the order of time. */
  readonly happenings?: readonly Happening[];
  readonly seed?: string;
}

/** Consecutive scrapes of one series. */
interface Stretch {
  readonly first: number;
  /** NaN where it was not exposed. */
  readonly values: Float64Array;
}

/** A whole number of scrapes after the start; so far ahead that the model never scrapes as it does before its end. */
const ANCHOR_SECONDS = 1e6 * SCRAPE_SECONDS;

/**
 * Values by scrape. The model also writes between scrapes, when a pod goes: such a value is what the next scrape finds, and
 * the end of a series falls on the scrape after its last value.
 */
function toStretch({ times, values }: Series): Stretch {
  const scrapeOf = (seconds: number) => Math.ceil(seconds / SCRAPE_SECONDS);
  const first = scrapeOf(times[0] ?? 0);
  const scrapes = new Float64Array(scrapeOf(times.at(-1) ?? 0) - first + 1).fill(NaN);
  times.forEach((seconds, index) => {
    const value = values[index];
    if (value !== undefined && value !== STALE) {
      scrapes[scrapeOf(seconds) - first] = value;
    }
  });
  return { first, values: scrapes };
}

function toSource({ __name__: name = '', ...labels }: Labels, stretches: readonly Stretch[]): SourceSeries {
  const at = (seconds: number) => {
    const scrape = Math.floor(seconds / SCRAPE_SECONDS);
    const stretch = stretches.find(({ first, values }) => scrape >= first && scrape < first + values.length);
    const value = stretch?.values[scrape - stretch.first];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  };
  return { name, labels, at };
}

/** Series with the same labels are one. */
function join(all: readonly Series[]): SourceSeries[] {
  const joined = new Map<string, { labels: Labels; stretches: Stretch[] }>();
  for (const series of all) {
    const key = encodeSeries('', series.labels);
    const one = joined.get(key) ?? { labels: series.labels, stretches: [] };
    one.stretches.push(toStretch(series));
    joined.set(key, one);
  }
  return [...joined.values()].map(({ labels, stretches }) => toSource(labels, stretches));
}

/**
 * Everything that is scraped of one system while it lives through a time of its own: the fleet model of the demo, deployed
 * at the first moment, scraped every 15 s.
 */
export function simulate(
  scenario: Scenario,
  { duration, load, happenings = [], seed = 'incidents' }: Simulation
): SourceSeries[] {
  const asked: Load = load === undefined ? scenarioLoad : (_scenario, _seed, seconds) => valueAt(load, seconds) ?? 0;
  const fleet = new SimulatedFleet([scenario], seed, 0, { scrapeSeconds: SCRAPE_SECONDS, load: asked });
  for (const { at, happens } of happenings) {
    fleet.advance(toSeconds(at), ANCHOR_SECONDS);
    happens(fleet.workload(scenario), toSeconds(at));
  }
  fleet.advance(toSeconds(duration), ANCHOR_SECONDS);
  return join(reusedNames(fleet.takeSeries().filter(({ times }) => times.length > 0)));
}
