import { parseArgs } from 'node:util';
import { UsageError } from '../command';
import { optionalNumber } from '../numbers';
import { PLANT_HELP, PLANT_OPTIONS, plantWishes, type PlantWishes } from '../recording/plantOptions';
import type { RecordingSource } from '../recording/readRecording';
import {
  RECORDING_HELP,
  RECORDING_OPTIONS,
  RECORDING_USAGE,
  recordingSource,
  type Environment,
} from '../recording/recordingOptions';

export interface ReplayArguments {
  readonly policyPath: string;
  readonly source: RecordingSource;
  readonly plant: PlantWishes;
  /** Replicas at the start; the recorded ones, or the minimum, when left out. */
  readonly startReplicas: number | undefined;
  readonly json: boolean;
  readonly listsChanges: boolean;
}

const OPTIONS = {
  policy: { type: 'string' },
  ...RECORDING_OPTIONS,
  ...PLANT_OPTIONS,
  start: { type: 'string' },
  changes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const REPLAY_HELP = `Usage: elastiscope replay --policy FILE ${RECORDING_USAGE} [OPTION …]

Says what an autoscaler would have done under a recorded load: how many replicas when and why, who would have waited, and what it
would have cost. Where the replicas of then are known, it first says how far the replay is from them.

  --policy FILE        manifest of a HorizontalPodAutoscaler (autoscaling/v2) or a ScaledObject (- for standard input)
${RECORDING_HELP}${PLANT_HELP}  --start N            replicas at the start (default: the recorded ones, or the minimum)
  --changes            list every change with its reason
  --json               print everything as JSON, the replicas step by step included
  --help

Exit codes: 0 replayed, 1 not possible (the message says why), 2 wrong use.
`;

/** @param nowSeconds seconds since the epoch */
export function parseReplayArguments(
  args: readonly string[],
  nowSeconds: number,
  environment: Environment
): ReplayArguments {
  const values = parse(args);
  if (values.policy === undefined) {
    throw new UsageError('--policy is missing');
  }
  return {
    policyPath: values.policy,
    source: recordingSource(values, nowSeconds, environment),
    plant: plantWishes(values),
    startReplicas: optionalNumber('--start', values.start),
    json: values.json,
    listsChanges: values.changes,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('.')[0] : String(error));
  }
}
