import { SCENARIOS } from '../../../demo/fleet/scenarios';
import type { Scenario } from '../../../demo/fleet/scenarios/types';

/** A scenario of the demo under a steady load, with replicas that only the test changes. */
export function steady(name: string, replicas: number): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) {
    throw new Error(`there is no scenario ${name}`);
  }
  const noise = { periodSeconds: 60, depth: 0 };
  return {
    ...scenario,
    tide: { peak: 6, nightShare: 1, busiestHourUtc: 0, waves: [], noise },
    scaling: { kind: 'fixed', replicas },
  };
}
