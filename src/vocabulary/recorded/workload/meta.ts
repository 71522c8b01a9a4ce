import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Is what is shown complete? */
export const META = {
  captureErrors: recorded(
    'workload',
    'capture_errors:increase1m',
    '1',
    'Faults in measuring within the last minute; traffic was passed on unchanged.',
    ['stage']
  ),
  labelOverflow: recorded(
    'workload',
    'label_overflow:increase1m',
    '1',
    'Observations of the last minute counted under `other` because a label had too many values.',
    ['label']
  ),
} as const satisfies Record<string, RecordedDefinition>;
