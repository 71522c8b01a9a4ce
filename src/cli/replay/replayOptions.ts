import { parseArgs } from 'node:util';
import type { PlantSettings } from '../../elasticity/autoscaler';
import { UsageError } from '../command';

export interface ReplayArguments {
  readonly policyPath: string;
  readonly loadPath: string;
  readonly plant: PlantSettings;
  /** Replicas at the start; the recorded ones, or the minimum, when left out. */
  readonly startReplicas: number | undefined;
  readonly json: boolean;
  readonly listsChanges: boolean;
}

const OPTIONS = {
  policy: { type: 'string' },
  load: { type: 'string' },
  capacity: { type: 'string' },
  'cold-start': { type: 'string', default: '30' },
  drain: { type: 'string', default: '30' },
  overload: { type: 'string', default: 'queue' },
  'utilization-at-capacity': { type: 'string' },
  'usd-per-replica-hour': { type: 'string' },
  start: { type: 'string' },
  changes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const REPLAY_HELP = `Usage: elastiscope replay --policy FILE --load FILE --capacity N [OPTION …]

Says what an autoscaler would have done under a recorded load: how many replicas when and why, who would have waited, and what it
would have cost. Where the load comes with the replicas of then, it first says how far the replay is from them.

  --policy FILE        manifest of a HorizontalPodAutoscaler (autoscaling/v2) or a ScaledObject (- for standard input)
  --load FILE          CSV "time,requests per second[,replicas]" or JSON: rows [time, load, replicas], or the answer of
                       Prometheus to query_range. Times in seconds since 1970 or ISO 8601; an empty value is not known
  --capacity N         requests per second that one ready replica can carry
  --cold-start LIST    recorded cold starts in seconds, with commas between (default: 30)
  --drain SECONDS      how long a stopped replica finishes its requests (default: 30)
  --overload KIND      what happens to requests above the capacity: queue (default) or refuse
  --utilization-at-capacity PERCENT
                       CPU of its request that a replica uses at its capacity, for metrics of utilization (default: 100)
  --usd-per-replica-hour N
  --start N            replicas at the start (default: the recorded ones, or the minimum)
  --changes            list every change with its reason
  --json               print everything as JSON, the replicas step by step included
  --help

Exit codes: 0 replayed, 1 not possible (the message says why), 2 wrong use.
`;

export function parseReplayArguments(args: readonly string[]): ReplayArguments {
  const values = parse(args);
  const { overload } = values;
  if (overload !== 'queue' && overload !== 'refuse') {
    throw new UsageError(`--overload ${overload}: use queue or refuse`);
  }
  return {
    policyPath: needed('--policy', values.policy),
    loadPath: needed('--load', values.load),
    plant: {
      requestsPerSecondPerReplica: numberOf('--capacity', needed('--capacity', values.capacity)),
      coldStartSeconds: values['cold-start'].split(',').map((each) => numberOf('--cold-start', each)),
      drainSeconds: numberOf('--drain', values.drain),
      overload,
      utilizationAtCapacityPercent: optional('--utilization-at-capacity', values['utilization-at-capacity']),
      usdPerReplicaHour: optional('--usd-per-replica-hour', values['usd-per-replica-hour']),
    },
    startReplicas: optional('--start', values.start),
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

function needed(option: string, value: string | undefined): string {
  if (value === undefined) {
    throw new UsageError(`${option} is missing`);
  }
  return value;
}

function optional(option: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : numberOf(option, value);
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) {
    throw new UsageError(`${option} ${text}: is not a number`);
  }
  return number;
}
