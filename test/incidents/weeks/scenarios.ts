import type { Scenario, Tide } from '../../../demo/fleet/scenarios/types';
import type { System } from '../incident';
import { scenarioOf } from '../systems';

/** A day's tide as it is, not shortened to minutes as in the demo. */
function daily(peak: number, nightShare: number, busiestHourUtc: number): Tide {
  return { peak, nightShare, busiestHourUtc, waves: [], noise: { periodSeconds: 1200, depth: 0.08 } };
}

const [langflow, kotaemon, kotaemonZero, langflowHa, chatchat] = (
  ['langflow', 'kotaemon', 'kotaemon-zero', 'langflow-ha', 'chatchat'] as const
).map(scenarioOf);

/** The autoscaler of LangFlow as DESIGN.md has it; half a request a second is what a heavy flow leaves of a replica. */
const elastic: Scenario = {
  ...langflow,
  tide: daily(2, 0.15, 14),
  scaling: {
    kind: 'hpa',
    query: '',
    policy: {
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [{ type: 'External', name: 'requests-per-second', target: { type: 'AverageValue', value: 0.5 } }],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 600,
          policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
        },
      },
    },
  },
  targets: { ...langflow.targets, qps_per_replica: 0.5 },
};

/** Sleeps at night. Polling and cooldown are KEDA's defaults, any request wakes it. */
const toZero: Scenario = {
  ...kotaemonZero,
  tide: { ...daily(1.5, 0, 15), dryBelow: 0.12 },
  scaling: {
    kind: 'keda',
    query: '',
    policy: {
      minReplicaCount: 0,
      maxReplicaCount: 10,
      triggers: [
        {
          type: 'external',
          name: 's0-prometheus',
          metricType: 'AverageValue',
          threshold: 2.5,
          activationThreshold: 0.01,
        },
      ],
      pollingIntervalSeconds: 30,
      cooldownPeriodSeconds: 300,
    },
  },
};

/** Without a stabilization window it would flap in the demo's waves; in an ordinary week it has the default. */
const graceful: Scenario = {
  ...chatchat,
  tide: daily(2, 0.2, 8),
  scaling: {
    kind: 'hpa',
    query: '',
    policy: {
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: 'External', name: 'requests-per-second', target: { type: 'AverageValue', value: 0.5 } }],
    },
  },
  targets: { ...chatchat.targets, qps_per_replica: 0.6 },
};

/** The five systems on ordinary days: nothing goes wrong by itself. */
export const ORDINARY: Readonly<Record<System, Scenario>> = {
  langflow: { ...elastic, chaos: {} },
  kotaemon: { ...kotaemon, tide: daily(1.5, 0.2, 10), chaos: {} },
  'kotaemon-zero': { ...toZero, chaos: {} },
  'langflow-ha': { ...langflowHa, tide: daily(0.8, 0.2, 13), chaos: {} },
  chatchat: { ...graceful, chaos: {} },
};
