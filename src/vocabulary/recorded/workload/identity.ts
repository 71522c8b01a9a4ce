import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** What a workload is, and what it wants. */
export const IDENTITY = {
  info: recorded('workload', 'info', '1', '1 for every source that describes the workload.', ['source']),
  objective: recorded(
    'workload',
    'objective',
    '1',
    'Targets of the workload, defaults filled in; those for failovers only where a leader is elected.',
    ['objective']
  ),
  objectiveLast1d: recorded(
    'workload',
    'objective:last1d',
    '1',
    'Targets that the workload last set for itself within a day; they hold while no sidecar runs.',
    ['objective']
  ),
  sidecarsPartial: recorded(
    'workload',
    'sidecars_partial',
    '1',
    '1 while a sidecar runs in some of the replicas only.'
  ),
  requestsSource: recorded('workload', 'requests:source', '1', '1 for the source that is believed about requests.', [
    'source',
  ]),
  usageSource: recorded('workload', 'usage:source', '1', '1 for the source that is believed about calls to models.', [
    'source',
  ]),
  zero: recorded(
    'workload',
    'zero',
    '1',
    '0 for every workload that a sidecar measures or that has no replicas: what a sum over nothing is.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
