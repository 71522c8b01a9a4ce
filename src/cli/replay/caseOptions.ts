import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from '../command';
import { optionalNumber } from '../numbers';
import { PLANT_HELP, PLANT_OPTIONS, plantWishes, type PlantWishes } from '../recording/plantOptions';
import type { RecordingSource } from '../recording/readRecording';
import { RECORDING_HELP, RECORDING_OPTIONS, recordingSource, type Environment } from '../recording/recordingOptions';

/** What is to be replayed: the settings, the recording, the replicas. */
export interface CaseArguments {
  readonly policyPath: string;
  readonly source: RecordingSource;
  readonly plant: PlantWishes;
  /** Replicas at the start; the recorded ones, or the minimum, when left out. */
  readonly startReplicas: number | undefined;
}

/** For `parseArgs`: what every command takes that replays. */
export const CASE_OPTIONS = {
  policy: { type: 'string' },
  ...RECORDING_OPTIONS,
  ...PLANT_OPTIONS,
  start: { type: 'string' },
} as const;

export const CASE_HELP = `  --policy FILE        manifest of a HorizontalPodAutoscaler (autoscaling/v2) or a ScaledObject (- for standard input)
${RECORDING_HELP}${PLANT_HELP}  --start N            replicas at the start (default: the recorded ones, or the minimum)
`;

type Values = Parameters<typeof recordingSource>[0] &
  Parameters<typeof plantWishes>[0] & { readonly policy?: string; readonly start?: string };

/**
 * @param nowSeconds seconds since the epoch
 * @throws UsageError when options are missing, wrong or do not go together
 */
export function caseArguments(values: Values, nowSeconds: number, environment: Environment): CaseArguments {
  if (values.policy === undefined) {
    throw new UsageError('--policy is missing');
  }
  return {
    policyPath: values.policy,
    source: recordingSource(values, nowSeconds, environment),
    plant: plantWishes(values),
    startReplicas: optionalNumber('--start', values.start),
  };
}

/** The values of options. Throws UsageError for options that are unknown or have no value. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('.')[0] : String(error));
  }
}
