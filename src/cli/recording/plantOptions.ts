import type { PlantSettings } from '../../elasticity/autoscaler';
import { UsageError } from '../command';
import { numberOf, optionalNumber } from '../numbers';
import type { Recording } from './recording';

/** For `parseArgs`: what a replica can do and costs. */
export const PLANT_OPTIONS = {
  capacity: { type: 'string' },
  'cold-start': { type: 'string' },
  drain: { type: 'string', default: '30' },
  overload: { type: 'string', default: 'queue' },
  'utilization-at-capacity': { type: 'string' },
  'usd-per-replica-hour': { type: 'string' },
} as const;

export const PLANT_HELP = `  --capacity N         requests per second that one ready replica can carry (default: the recorded objective qps_per_replica)
  --cold-start LIST    cold starts in seconds, with commas between (default: the recorded ones, or 30)
  --drain SECONDS      how long a stopped replica finishes its requests (default: 30)
  --overload KIND      what happens to requests above the capacity: queue (default) or refuse
  --utilization-at-capacity PERCENT
                       CPU of its request that a replica uses at its capacity, for metrics of utilization (default: 100)
  --usd-per-replica-hour N
`;

/** The settings of the command line; what they leave open comes from the recording. */
export interface PlantWishes extends Omit<PlantSettings, 'requestsPerSecondPerReplica' | 'coldStartSeconds'> {
  readonly requestsPerSecondPerReplica: number | undefined;
  readonly coldStartSeconds: readonly number[] | undefined;
}

type Values = { readonly [K in keyof typeof PLANT_OPTIONS]?: string } & { readonly drain: string };

const DEFAULT_COLD_START_SECONDS = 30;

/** @throws UsageError when an option is wrong */
export function plantWishes(values: Values): PlantWishes {
  const { overload, drain } = values;
  if (overload !== 'queue' && overload !== 'refuse') {
    throw new UsageError(`--overload ${overload}: use queue or refuse`);
  }
  return {
    requestsPerSecondPerReplica: optionalNumber('--capacity', values.capacity),
    coldStartSeconds: values['cold-start']?.split(',').map((each) => numberOf('--cold-start', each)),
    drainSeconds: numberOf('--drain', drain),
    overload,
    utilizationAtCapacityPercent: optionalNumber('--utilization-at-capacity', values['utilization-at-capacity']),
    usdPerReplicaHour: optionalNumber('--usd-per-replica-hour', values['usd-per-replica-hour']),
  };
}

/**
 * What a replica of this recording can do.
 *
 * @throws UsageError when nobody knows the capacity
 */
export function plantOf(wishes: PlantWishes, recording: Recording): PlantSettings {
  const requestsPerSecondPerReplica = wishes.requestsPerSecondPerReplica ?? recording.requestsPerSecondPerReplica;
  if (requestsPerSecondPerReplica === undefined) {
    throw new UsageError(`--capacity is missing; ${recording.name} does not say what a replica carries`);
  }
  const { coldStartSeconds } = recording;
  const recorded = coldStartSeconds.length > 0 ? coldStartSeconds : [DEFAULT_COLD_START_SECONDS];
  return { ...wishes, requestsPerSecondPerReplica, coldStartSeconds: wishes.coldStartSeconds ?? recorded };
}
