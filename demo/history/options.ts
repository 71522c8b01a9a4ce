import { parseArgs } from 'node:util';
import { DEFAULT_SEED } from '../fleet/scenarios/tide';

export const HELP = `Writes the last hours of the demo fleet as blocks of samples for a Prometheus that is started on them.

  --out DIR           data folder of that Prometheus (required); it must be new or empty
  --hours N           how many hours (24)
  --end SECONDS       unix time at which history ends (now)
  --seed TEXT         seeds tides, durations and questions (${DEFAULT_SEED})
  --if-empty          leave a folder that has samples as it is, instead of refusing it
  --prometheus PATH   Prometheus' binary (found or fetched as for the demo)
  --help              this text
`;

export interface Flags {
  readonly out: string;
  readonly hours: number;
  readonly endSeconds: number;
  readonly seed: string;
  readonly ifEmpty: boolean;
  readonly prometheus?: string;
}

/** A week: rules look back no further for what the demo shows. */
const MOST_HOURS = 168;

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`--${flag} ${text}: is not a whole number from ${least} to ${most}`);
  }
  return value;
}

/** Reads the command line; `undefined` when only help was asked for. */
export function readFlags(args: readonly string[], nowSeconds: number): Flags | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      hours: { type: 'string', default: '24' },
      end: { type: 'string', default: String(Math.floor(nowSeconds)) },
      seed: { type: 'string', default: DEFAULT_SEED },
      'if-empty': { type: 'boolean', default: false },
      prometheus: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  if (!values.out) {
    throw new Error('--out: the folder to write to is needed');
  }
  return {
    out: values.out,
    hours: whole('hours', values.hours, 1, MOST_HOURS),
    endSeconds: whole('end', values.end, 1e9, Math.floor(nowSeconds)),
    seed: values.seed,
    ifEmpty: values['if-empty'],
    prometheus: values.prometheus,
  };
}
