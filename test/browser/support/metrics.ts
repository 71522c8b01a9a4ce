import { INSTANCE, VERDICTS, WORKLOAD } from '../../../src/vocabulary';

/** The recorded series that the tests compare panels with. */
export const REPLICAS = {
  current: WORKLOAD.replicasCurrent.name,
  desired: WORKLOAD.replicasDesired.name,
  ready: WORKLOAD.replicasReady.name,
  load: WORKLOAD.requestRate.name,
  capacity: WORKLOAD.capacity.name,
  reversals: WORKLOAD.desiredReversals.name,
  flapping: VERDICTS.flapping.record,
} as const;

export const START = {
  total: `${INSTANCE.startup.name}{phase="total"}`,
  readyAt: INSTANCE.readyTimestamp.name,
  delayed: WORKLOAD.requestsDelayed.name,
} as const;

export const FAILOVER = {
  total: `${INSTANCE.failover.name}{phase="total"}`,
  at: INSTANCE.failoverTimestamp.name,
  standbys: WORKLOAD.standbys.name,
} as const;

export const COST = {
  byModel: WORKLOAD.costByModel.name,
  byTeam: WORKLOAD.costByTeam.name,
  tokens: WORKLOAD.tokensByModel.name,
  monthToDate: WORKLOAD.costMonthToDate.name,
  monthForecast: WORKLOAD.costMonthForecast.name,
} as const;
