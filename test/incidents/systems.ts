import { SCENARIOS } from '../../demo/fleet/scenarios';
import type { Identity, Scenario } from '../../demo/fleet/scenarios/types';
import type { System } from './incident';

/** The scenario of the demo that is this system. */
export function scenarioOf(system: System): Scenario {
  const scenario = SCENARIOS.find(({ name }) => name === system);
  if (!scenario) {
    throw new Error(`there is no scenario ${system}`);
  }
  return scenario;
}

/** The labels by which Prometheus knows the system's workload. */
export function identityOf(system: System): Identity & Readonly<Record<string, string>> {
  const { cluster, namespace, workload } = scenarioOf(system).identity;
  return { cluster, namespace, workload };
}
