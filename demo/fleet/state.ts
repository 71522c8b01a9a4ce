import type { Fleet } from './fleet';
import type { Workload } from './workload';

/** Prometheus' HTTP service discovery: one group for each sidecar, with its identity. */
export function targets(workloads: readonly Workload[], host: string) {
  return workloads.flatMap(({ scenario, deployment }) =>
    deployment.all.map(({ name, ports }) => ({
      targets: [`${host}:${ports.admin}`],
      labels: { ...scenario.identity, instance: name },
    }))
  );
}

/** Everything that runs, for people and tests. */
export function stateOf(fleet: Fleet) {
  return {
    pids: fleet.pids,
    provider: fleet.provider.readTotals(),
    workloads: fleet.workloads.map(({ scenario, deployment, front, load, autoscaler }) => ({
      name: scenario.name,
      ...scenario.identity,
      front: front.url,
      frontPid: front.pid,
      desired: deployment.desired,
      autoscaler: autoscaler?.status,
      rate: load.rate,
      load: load.counts,
      leader: leaderOf(fleet, scenario.identity.namespace, scenario.front),
      replicas: deployment.all.map((replica) => ({
        instance: replica.name,
        revision: replica.revision,
        ready: replica.isReady,
        stopping: replica.isStopping,
        ports: replica.ports,
        pids: replica.pids,
      })),
    })),
  };
}

export type FleetState = ReturnType<typeof stateOf>;

function leaderOf(fleet: Fleet, namespace: string, front: Workload['scenario']['front']): string | undefined {
  return front.kind === 'leader' ? fleet.leases.find(namespace, front.lease)?.spec.holderIdentity : undefined;
}
