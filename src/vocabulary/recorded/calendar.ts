import type { RecordedDefinition } from '../types';
import { recorded } from './recorded';

/** The UTC calendar as series, because PromQL has no range that begins with the month. */
export const CALENDAR = {
  monthStart: recorded(
    'calendar',
    'month_start_timestamp_seconds',
    'timestamp_seconds',
    'Start of the current UTC month.'
  ),
  dayStart: recorded('calendar', 'day_start_timestamp_seconds', 'timestamp_seconds', 'Start of the current UTC day.'),
  hourStart: recorded(
    'calendar',
    'hour_start_timestamp_seconds',
    'timestamp_seconds',
    'Start of the current UTC hour.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
