import { stringify } from 'yaml';
import type { Scenario } from '../../../demo/fleet/scenarios/types';

/** The autoscaler of a scenario as the manifest that a user would have of it. */
export function scenarioManifest({ name, identity, scaling }: Scenario): string {
  const [metric] = scaling.kind === 'hpa' ? scaling.policy.metrics : [];
  if (scaling.kind !== 'hpa' || metric?.type !== 'External') {
    throw new Error(`${name} has no HorizontalPodAutoscaler on an External metric`);
  }
  const { minReplicas, maxReplicas, behavior } = scaling.policy;
  return stringify({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: identity.workload, namespace: identity.namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.workload },
      minReplicas,
      maxReplicas,
      metrics: [
        {
          type: 'External',
          external: {
            metric: { name: metric.name },
            target: { type: 'AverageValue', averageValue: `${metric.target.value * 1000}m` },
          },
        },
      ],
      behavior,
    },
  });
}
