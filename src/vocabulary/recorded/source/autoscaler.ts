import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** What an autoscaler follows and how it fares. */
export const SOURCE_AUTOSCALER = {
  scaledObject: recorded(
    'source_workload',
    'scaledobject_info',
    '1',
    '1 for every ScaledObject, with what it scales.',
    ['scaledobject']
  ),
  autoscalerPaused: recorded('source_workload', 'autoscaler_paused', '1', '1 while the autoscaler is paused, else 0.'),
  triggerActive: recorded(
    'source_workload',
    'trigger_active',
    '1',
    '1 while the trigger asks for more than zero replicas, else 0.',
    ['trigger']
  ),
  triggerValue: recorded('source_workload', 'trigger_value', '1', 'Value of the trigger, in its own unit.', [
    'trigger',
  ]),
  autoscalerErrors: recorded(
    'source_workload',
    'autoscaler_errors:increase1m',
    '1',
    'Errors of the autoscaler within the last minute, exact: failed, or an empty_response.',
    ['reason']
  ),
  triggerErrors: recorded(
    'source_workload',
    'trigger_errors:increase1m',
    '1',
    'Errors of one trigger within the last minute, exact.',
    ['trigger']
  ),
} as const satisfies Record<string, RecordedDefinition>;
