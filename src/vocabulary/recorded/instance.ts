import type { RecordedDefinition } from '../types';
import { recorded } from './recorded';

/** Series about one replica. */
export const INSTANCE = {
  up: recorded(
    'instance',
    'up',
    '1',
    '1 while the exporter answers; 0 while it does not, for targets that answered within an hour.'
  ),
  known: recorded('instance', 'known', '1', '1 for every instance whose exporter answered within an hour.', ['job']),
  state: recorded('instance', 'state', '1', '1 for the one state the instance is in, see INSTANCE_STATES.', ['state']),
  requestRate: recorded('instance', 'requests:rate2m', 'requests_per_second', 'Load of the instance.'),
  requestShare: recorded(
    'instance',
    'requests:share',
    'ratio',
    "Share of the instance, or of the load balancer's server, in its workload's load; absent unless it gets requests."
  ),
  backendDown: recorded(
    'instance',
    'backend_down',
    '1',
    '1 while the exporter answers and says that its backend stopped or lost its readiness; else absent.'
  ),
  startup: recorded(
    'instance',
    'startup_seconds',
    'seconds',
    'Phases of a finished start-up, for 10 minutes after it: schedule (until the pod has a node), init (init containers), boot (image and process), load (until ready), total. A sidecar tells boot, load and their total from inside the pod; kube-state-metrics alone counts the total from the creation of the pod.',
    ['phase']
  ),
  readyTimestamp: recorded(
    'instance',
    'ready_timestamp_seconds',
    'timestamp_seconds',
    'When that start-up was finished, for 10 minutes after it.'
  ),
  starting: recorded(
    'instance',
    'starting_seconds',
    'seconds',
    'How long the backend has been starting, as its sidecar sees it; absent once it is ready.'
  ),
  coldStart: recorded(
    'instance',
    'cold_start_seconds',
    'seconds',
    'Phases of a finished start-up, a series for each start.',
    ['start', 'phase']
  ),
  pending: recorded(
    'instance',
    'pending_seconds',
    'seconds',
    'Age of a pod that has not been ready yet, for pods that were seen younger than two hours.'
  ),
  upstreamUp: recorded(
    'instance',
    'upstream_up',
    'ratio',
    'Share of the load balancers that send to this server; instance is its address.'
  ),
  upstreamRequests: recorded(
    'instance',
    'upstream_requests:increase1m',
    'requests',
    'Requests of the last minute that load balancers sent to this address, each try counted.'
  ),
  upstreamErrors: recorded(
    'instance',
    'upstream_errors:increase1m',
    'requests',
    'Those that failed: with a 5xx (status), or without an answer (failed); one may be both.',
    ['reason']
  ),
  upstreamResponseTime: recorded(
    'instance',
    'upstream_response_seconds:mean5m',
    'seconds',
    'Mean time of the answers from this address.'
  ),
  leaseHolder: recorded('instance', 'lease_holder', '1', '1 for the pod that holds the lease.', ['lease']),
  failover: recorded(
    'instance',
    'failover_seconds',
    'seconds',
    'Phases of the last failover to this instance, for 10 minutes after it.',
    ['phase']
  ),
  failoverFromLoss: recorded(
    'instance',
    'failover_from_loss_seconds',
    'seconds',
    'From the moment the old leader stopped, as its own sidecar saw it, to the end of the last failover to this instance.'
  ),
  failoverTimestamp: recorded(
    'instance',
    'failover_timestamp_seconds',
    'timestamp_seconds',
    'When that failover was complete, for 10 minutes after it.'
  ),
  roleAge: recorded(
    'instance',
    'role_age_seconds',
    'seconds',
    'Age of what the instance last said of its role; only for instances that have one.'
  ),
  leaseRenewAge: recorded(
    'instance',
    'lease_renew_age_seconds',
    'seconds',
    'Time since the lease was renewed by its holder, as this instance last saw it.'
  ),
  modelLoad: recorded(
    'instance',
    'model_load_seconds',
    'seconds',
    'How long the model took to load, for 10 minutes after the start-up.'
  ),
  drain: recorded('instance', 'drain_seconds', 'seconds', 'How long the drain took that ended within the last minute.'),
  drainGraceUsed: recorded(
    'instance',
    'drain:grace_used_ratio',
    'ratio',
    'Share of its grace period that this drain used.'
  ),
  release: recorded('instance', 'release', '1', '1 for the release of the instance.', ['release']),
  requestErrors: recorded(
    'instance',
    'request_errors:increase1m',
    'requests',
    'Requests of the last minute that failed at the instance, exact, by reason; only where there were any.',
    ['reason']
  ),
} as const satisfies Record<string, RecordedDefinition>;
