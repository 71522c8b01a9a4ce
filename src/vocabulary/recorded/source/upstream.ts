import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** What a load balancer knows of the servers behind it; `instance` is the address that it has for them. */
export const SOURCE_UPSTREAM = {
  upstreamUp: recorded(
    'source_instance',
    'upstream_up',
    'ratio',
    'Share of the load balancers that send to the server.'
  ),
  upstreamRequests: recorded(
    'source_instance',
    'upstream_requests:increase1m',
    'requests',
    'Requests of the last minute that were sent to the server, exact.'
  ),
  upstreamErrors: recorded(
    'source_instance',
    'upstream_errors:increase1m',
    'requests',
    'Those that failed: with a 5xx (status), or without an answer (failed).',
    ['reason']
  ),
  upstreamResponseTime: recorded(
    'source_instance',
    'upstream_response_seconds:mean5m',
    'seconds',
    'Mean time of its answers.'
  ),
  backupRequests: recorded(
    'source_workload',
    'backup_requests:increase1m',
    'requests',
    'Requests of the last minute that were sent to backup servers.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
