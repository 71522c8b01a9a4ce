import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** What an adapter knows of one replica. */
export const SOURCE_INSTANCE = {
  pod: recorded('source_instance', 'info', '1', '1 for every pod of a followed workload.'),
  milestone: recorded(
    'source_instance',
    'milestone_timestamp_seconds',
    'timestamp_seconds',
    'When a pod younger than two hours reached a milestone of its start.',
    ['milestone']
  ),
  startup: recorded(
    'source_instance',
    'startup_seconds',
    'seconds',
    'Phases of a finished start-up, for 10 minutes after it.',
    ['phase']
  ),
  readyTimestamp: recorded(
    'source_instance',
    'ready_timestamp_seconds',
    'timestamp_seconds',
    'When that start-up was finished, for 10 minutes after it.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
