import { SCENARIOS } from '../../demo/fleet/scenarios';
import { scenarioLoad } from '../../demo/fleet/scenarios/tide';
import type { Recurring, Scenario } from '../../demo/fleet/scenarios/types';
import { SimulatedFleet } from '../../demo/history/simulation/fleet';
import type { Totals } from '../../demo/history/simulation/totals';
import { snappyLiterals } from '../../demo/history/store/snappy';
import { encodeWriteRequest } from '../../demo/history/store/writeRequest';
import type { Scraped } from './ruler';
import { ScrapedTarget } from './target';
import { turningWorkload } from './turns';

const SEED = 'engines';
const SCRAPE_SECONDS = 15;
/** Engines see at most every so many seconds what was written. */
const STRETCH_SECONDS = 5;

/** Half past noon: an hour ends, but no day, while the fleet is looked at. */
export const FROM = Date.parse('2026-06-02T12:30:00Z') / 1000;
/** Nobody asks any more, so that what is counted is complete in every engine at the end. */
const QUIET_FROM = FROM + 42 * 60;
export const TO = QUIET_FROM + 14 * 60;
/** Two waves fit into less than half an hour, which is what an autoscaler needs to change its mind four times. */
const WAVE_SECONDS = 540;

/** Less than chatchat spends in this hour. */
const SMALL_BUDGET_USD = 0.5;

/** Workloads beside them, and how often their autoscaler goes up or down: four changes are three turns, below the four that flap. */
export const CHANGES = { 'three-turns': 4, 'many-turns': 8 } as const;

/** The five systems with as much trouble as while somebody watches them, and one that spends more than it may. */
export const FLEET: readonly Scenario[] = SCENARIOS.map(({ chaos, targets, tide, ...scenario }): Scenario => {
  const { leaderLoss, release, crash } = chaos;
  const asLive = <T extends Recurring>(trouble: T | undefined) =>
    trouble && { ...trouble, everySeconds: trouble.liveEverySeconds };
  return {
    ...scenario,
    // Langflow would turn four times on one engine and, a minute later, three times on another.
    tide: {
      ...tide,
      waves:
        scenario.name === 'langflow' ? [] : tide.waves.map(({ depth }) => ({ depth, periodSeconds: WAVE_SECONDS })),
    },
    targets: scenario.name === 'chatchat' ? { ...targets, budget_usd_per_day: SMALL_BUDGET_USD } : targets,
    // Chatchat flaps; releases in between would excuse it.
    chaos:
      scenario.name === 'chatchat'
        ? {}
        : { leaderLoss: asLive(leaderLoss), release: asLive(release), crash: asLive(crash) },
  };
});

/** What the fleet exported within the time, and what really happened, by workload. */
export interface Life {
  readonly scraped: readonly Scraped[];
  readonly totals: ReadonlyMap<string, Readonly<Totals>>;
}

/** Lets the fleet live. */
export function live(): Life {
  const fleet = new SimulatedFleet(FLEET, SEED, FROM, {
    scrapeSeconds: SCRAPE_SECONDS,
    load: (scenario, seed, seconds) => (seconds < QUIET_FROM ? scenarioLoad(scenario, seed, seconds) : 0),
  });
  const turning = new ScrapedTarget(
    Object.entries(CHANGES).flatMap(([name, changes]) => turningWorkload(name, changes, FROM))
  );
  const scraped: Scraped[] = [];
  for (let until = FROM + STRETCH_SECONDS; until <= TO; until += STRETCH_SECONDS) {
    fleet.advance(until, FROM);
    const isScraped = (until - FROM) % SCRAPE_SECONDS === 0;
    const series = [
      ...fleet.takeSeries().filter(({ times }) => times.length > 0),
      ...(isScraped ? turning.scrape(until) : []),
    ];
    const names = new Set(series.map(({ labels }) => labels.__name__ ?? ''));
    scraped.push({ until, body: snappyLiterals(encodeWriteRequest(series)), names });
    series.forEach((one) => one.clear());
  }
  const totals = new Map(
    FLEET.flatMap(({ name, identity }) => {
      const total = fleet.totals.get(name);
      return total ? [[identity.workload, total] as const] : [];
    })
  );
  return { scraped, totals };
}
