import type { Scenario } from '../../../demo/fleet/scenarios/types';
import { steady } from '../support/steady';

/** Longer than a run. */
const NEVER_SECONDS = 3600;
const HOLD_SECONDS = 300;

interface Variation {
  readonly replicas: number;
  readonly restartDelaySeconds?: number;
  readonly bootSeconds?: number;
  readonly workSeconds?: number;
  readonly models?: readonly string[];
  readonly targets: Scenario['targets'];
}

/** A scenario of the demo in which nothing is left to chance and nobody asks but the test, of flows that have these models. */
function still(name: string, { replicas, targets, models = ['gpt-4o-mini'], ...seconds }: Variation): Scenario {
  const { restartDelaySeconds = NEVER_SECONDS, bootSeconds = 2, workSeconds = 0.1 } = seconds;
  const scenario = steady(name, replicas);
  const { front } = scenario;
  return {
    ...scenario,
    tide: { ...scenario.tide, peak: 0 },
    front: front.kind === 'ingress' ? { ...front, holdSeconds: HOLD_SECONDS } : front,
    startup: { boot: { medianSeconds: bootSeconds, spread: 0 }, restartDelaySeconds },
    service: { ...scenario.service, work: { medianSeconds: workSeconds, spread: 0 } },
    flows: models.map((model, index) => ({ ...scenario.flows[0], name: `flow-${index}`, model })),
    targets,
  };
}

/** A start that is longer than `zero` allows; and how long its requests may wait, by ElastiscopeRequestsWaitForColdStart. */
const COLD_START_SECONDS = 2;
export const LONGEST_WAIT_SECONDS = COLD_START_SECONDS + 60;

export const SCENARIOS: readonly Scenario[] = [
  still('langflow', { replicas: 1, models: ['model-of-tomorrow', 'model-of-next-week'], targets: {} }),
  // Away for long enough to fail some requests, back before ElastiscopeNoBackendServes has counted three minutes.
  still('kotaemon', { replicas: 4, restartDelaySeconds: 30, targets: { success_ratio: 0.999 } }),
  still('kotaemon-zero', { replicas: 1, bootSeconds: 5, targets: { cold_start_seconds: COLD_START_SECONDS } }),
  still('langflow-ha', { replicas: 2, targets: { success_ratio: 0.95 } }),
  // Each answer takes longer than it takes to stop the replica that works on it.
  still('chatchat', { replicas: 2, workSeconds: 20, targets: { success_ratio: 0.9 } }),
];

/** Checked today, so that ElastiscopePricesOld, which fires by the date, is no part of the set on whatever day it runs. */
export function pricesOfToday(): string {
  const today = new Date().toISOString().slice(0, 10);
  return `provider,model,input,cache_read,output,source\nopenai,gpt-4o-mini,0.15,0.075,0.6,checked ${today}\n`;
}
