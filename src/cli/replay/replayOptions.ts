import { RECORDING_USAGE, type Environment } from '../recording/recordingOptions';
import { CASE_HELP, CASE_OPTIONS, caseArguments, parseOptions, type CaseArguments } from './caseOptions';

export interface ReplayArguments extends CaseArguments {
  readonly json: boolean;
  readonly listsChanges: boolean;
}

const OPTIONS = {
  ...CASE_OPTIONS,
  changes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const REPLAY_HELP = `Usage: elastiscope replay --policy FILE ${RECORDING_USAGE} [OPTION …]

Says what an autoscaler would have done under a recorded load: how many replicas when and why, who would have waited, and what it
would have cost. Where the replicas of then are known, it first says how far the replay is from them.

${CASE_HELP}  --changes            list every change with its reason
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
  const values = parseOptions(args, OPTIONS);
  return { ...caseArguments(values, nowSeconds, environment), json: values.json, listsChanges: values.changes };
}
