import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** What does the autoscaler follow, and can it? */
export const AUTOSCALER = {
  autoscalerPaused: recorded('workload', 'autoscaler_paused', '1', '1 while the autoscaler is paused, else 0.'),
  autoscalerErrors: recorded(
    'workload',
    'autoscaler_errors:increase1m',
    '1',
    'Errors of the autoscaler within the last minute, exact: failed (any trigger included), or an empty_response.',
    ['reason']
  ),
  triggerErrors: recorded(
    'workload',
    'trigger_errors:increase1m',
    '1',
    'Errors of one trigger within the last minute, exact; they are among those of the autoscaler.',
    ['trigger']
  ),
  triggerActive: recorded(
    'workload',
    'trigger_active',
    '1',
    '1 while the trigger asks for more than zero replicas, else 0.',
    ['trigger']
  ),
  triggerValue: recorded('workload', 'trigger_value', '1', 'Value of the trigger over all replicas, in its own unit.', [
    'trigger',
  ]),
  triggerThreshold: recorded('workload', 'trigger_threshold', '1', 'Target of the trigger, in its own unit.', [
    'trigger',
  ]),
  triggerRatio: recorded(
    'workload',
    'trigger_value:ratio',
    'ratio',
    'What the autoscaler measures divided by its target; 1 is on target.',
    ['trigger']
  ),
  autoscalerBlind: recorded(
    'workload',
    'autoscaler_blind',
    '1',
    '1 while the autoscaler gets no metrics and leaves the replicas as they are; absent at zero replicas, where KEDA switches it off.'
  ),
  autoscalerUnable: recorded(
    'workload',
    'autoscaler_unable',
    '1',
    '1 while the autoscaler cannot read or change its target (AbleToScale=false); the workload is the one that it names.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
