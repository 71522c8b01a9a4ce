import { DEFAULT_GOALS, type Goals } from '../../elasticity/autoscaler';
import { UsageError } from '../command';
import { numberOf } from '../numbers';
import { RECORDING_USAGE, type Environment } from '../recording/recordingOptions';
import { CASE_HELP, CASE_OPTIONS, caseArguments, parseOptions, type CaseArguments } from '../replay/caseOptions';

export interface AdviseArguments extends CaseArguments {
  readonly goals: Goals;
  readonly candidates: number;
  /** Where the changed manifest goes; `-` for standard output, nowhere when left out. */
  readonly outputPath: string | undefined;
  readonly json: boolean;
}

const MOST_CANDIDATES = 10_000;

const OPTIONS = {
  ...CASE_OPTIONS,
  'max-short': { type: 'string', default: String(100 * DEFAULT_GOALS.shortShare) },
  'max-wait': { type: 'string', default: String(DEFAULT_GOALS.meanWaitSeconds) },
  'max-reversals': { type: 'string', default: String(DEFAULT_GOALS.reversalsPerDay) },
  'max-reversals-per-hour': { type: 'string', default: String(DEFAULT_GOALS.reversalsPerHour) },
  candidates: { type: 'string', default: '500' },
  output: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const ADVISE_HELP = `Usage: elastiscope advise --policy FILE ${RECORDING_USAGE} [OPTION …]

Searches windows, rates, targets, the minimum and the cooldown of an autoscaler for settings that neither flap nor under-serve at
the lowest cost, by replaying each on a recorded load. It says what to change, what that costs or saves, and what else could be had,
and writes the manifest with just that changed. Good settings stay as they are. The minimum is never lowered, nor the maximum touched.

${CASE_HELP}
What is good enough:
  --max-short PERCENT  of the requests may come while capacity is short (default: ${OPTIONS['max-short'].default})
  --max-wait SECONDS   a request may wait on average (default: ${OPTIONS['max-wait'].default})
  --max-reversals N    changes a day may go back on the one before within an hour (default: ${OPTIONS['max-reversals'].default})
  --max-reversals-per-hour N
                       and in the worst hour (default: ${OPTIONS['max-reversals-per-hour'].default})

  --candidates N       how many settings to try, about (default: ${OPTIONS.candidates.default})
  --output FILE        write the manifest there; with - to standard output, and the report to standard error
  --json               print everything as JSON
  --help

Exit codes: 0 advised, to stay as well as to change, 1 not possible (the message says why), 2 wrong use.
`;

/** @param nowSeconds seconds since the epoch */
export function parseAdviseArguments(
  args: readonly string[],
  nowSeconds: number,
  environment: Environment
): AdviseArguments {
  const values = parseOptions(args, OPTIONS);
  const { output: outputPath, json } = values;
  if (json && outputPath === '-') {
    throw new UsageError('--json and --output - exclude each other; the JSON has the manifest');
  }
  return {
    ...caseArguments(values, nowSeconds, environment),
    goals: {
      shortShare: atLeast(0, '--max-short', values['max-short']) / 100,
      meanWaitSeconds: atLeast(0, '--max-wait', values['max-wait']),
      reversalsPerDay: atLeast(0, '--max-reversals', values['max-reversals']),
      reversalsPerHour: atLeast(0, '--max-reversals-per-hour', values['max-reversals-per-hour']),
    },
    candidates: candidatesOf(values.candidates),
    outputPath,
    json,
  };
}

function candidatesOf(text: string): number {
  const count = atLeast(1, '--candidates', text);
  if (!Number.isInteger(count) || count > MOST_CANDIDATES) {
    throw new UsageError(`--candidates ${text}: has to be a whole number up to ${MOST_CANDIDATES}`);
  }
  return count;
}

function atLeast(least: number, option: string, text: string): number {
  const number = numberOf(option, text);
  if (number < least) {
    throw new UsageError(`${option} ${text}: has to be ${least} or more`);
  }
  return number;
}
