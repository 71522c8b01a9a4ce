import { DEFAULT_SEED } from '../../../demo/fleet/scenarios/tide';
import type { Scenario } from '../../../demo/fleet/scenarios/types';
import { SimulatedFleet } from '../../../demo/history/simulation/fleet';
import { summariseFlapping } from '../../../src/elasticity/flapping';

const EVERY_SECONDS = 15;

/** The replicas that a scenario of the demo has asked for, every 15 s, as columns; seconds since the epoch. */
export interface Lived {
  readonly timesSeconds: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Lets the model of the demo's fleet live through a scenario: every question is asked and answered, on simulated time. */
export function live(scenario: Scenario, fromSeconds: number, toSeconds: number): Lived {
  const fleet = new SimulatedFleet([scenario], DEFAULT_SEED, fromSeconds);
  const timesSeconds: number[] = [];
  const values: number[] = [];
  for (let now = fromSeconds + EVERY_SECONDS; now <= toSeconds; now += EVERY_SECONDS) {
    fleet.advance(now, toSeconds);
    // Nobody reads the samples; they would only pile up.
    fleet.takeSeries().forEach((series) => series.clear());
    timesSeconds.push(now);
    values.push(fleet.workload(scenario).deployment.desired);
  }
  return { timesSeconds, values };
}

/** How often the replicas changed their direction within an hour, as the alert on flapping counts it. */
export function reversalsOf({ timesSeconds, values }: Lived): number {
  const times = Array.from(timesSeconds, (seconds) => 1000 * seconds);
  return summariseFlapping({ times, values: Array.from(values) }).reversals.length;
}
