import type { LeaseStore } from '../leaseApi/store';
import type { Deployment } from '../replicas/deployment';

/** When a leader was lost on purpose, and which. */
export interface LeaderLoss {
  /** Seconds since the epoch. */
  readonly killedAt: number;
  readonly instance: string;
}

/** Ends the backend of the one that holds the lease: SIGKILL is a crash, SIGTERM lets it release the lease. */
export function loseLeader(
  deployment: Deployment,
  leases: LeaseStore,
  signal: 'SIGKILL' | 'SIGTERM'
): LeaderLoss | undefined {
  const { front, identity } = deployment.scenario;
  const holder = front.kind === 'leader' && leases.find(identity.namespace, front.lease)?.spec.holderIdentity;
  const leader = deployment.current.find(({ name }) => name === holder);
  if (!leader || leader.pids.backend === undefined) {
    return undefined;
  }
  const killedAt = Date.now() / 1000;
  leader.signalBackend(signal);
  return { killedAt, instance: leader.name };
}
