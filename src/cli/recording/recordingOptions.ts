import { UsageError } from '../command';
import { numberOf } from '../numbers';
import { accessOf } from '../prometheus/access';
import type { RecordingSource } from './readRecording';
import { parseDuration, parseTime } from './timeRange';
import { parseWorkloadName } from './workloadName';

/** For `parseArgs`: where a command gets its recording from. */
export const RECORDING_OPTIONS = {
  load: { type: 'string' },
  prometheus: { type: 'string' },
  workload: { type: 'string' },
  last: { type: 'string' },
  until: { type: 'string' },
  metric: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  'http.config.file': { type: 'string' },
} as const;

export const RECORDING_USAGE = '(--load FILE | --prometheus URL --workload NAME)';

export const RECORDING_HELP = `  --load FILE          CSV "time,requests per second[,replicas]" or JSON: rows [time, load, replicas], or the answer of
                       Prometheus to query_range. Times in seconds since 1970 or ISO 8601; an empty value is not known.
                       Further columns of CSV with the name of a metric as their heading are what that metric was
  --prometheus URL     read load, replicas, cold starts and capacity from a Prometheus with the rules of Elastiscope
  --workload NAME      whose: [cluster/]namespace/name
  --last DURATION      of the last 12h, 7d, … (default: 7d)
  --until TIME         not up to now but to this time (ISO 8601, or seconds since 1970)
  --metric NAME=QUERY  what the metric NAME of the policy was, as PromQL: of an External or Object metric its total, of others the
                       sum over the pods, for utilization of usage divided by request. Again for each metric (default: the
                       load, or what KEDA read where that is recorded)
  --timeout SECONDS    how long one query may take (default: 120)
  --http.config.file FILE
                       credentials and headers, as for promtool: basic_auth, authorization, http_headers. Without it those of
                       the URL, or PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD
`;

/** Options that say something about what is asked of Prometheus. */
const OF_PROMETHEUS = ['workload', 'last', 'until', 'metric', 'timeout', 'http.config.file'] as const;

type Values = { readonly [K in Exclude<keyof typeof RECORDING_OPTIONS, 'metric'>]?: string } & {
  readonly metric?: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the recording comes from, by the options of the command line.
 *
 * @param nowSeconds seconds since the epoch
 * @throws UsageError when options are missing, wrong or do not go together
 */
export function recordingSource(values: Values, nowSeconds: number, environment: Environment): RecordingSource {
  const { load, prometheus } = values;
  if (load !== undefined && prometheus !== undefined) {
    throw new UsageError('--load and --prometheus exclude each other');
  }
  if (prometheus !== undefined) {
    return workloadSource(prometheus, values, nowSeconds, environment);
  }
  if (load === undefined) {
    throw new UsageError('--load or --prometheus is missing');
  }
  const wrong = OF_PROMETHEUS.find((name) => values[name] !== undefined);
  if (wrong !== undefined) {
    throw new UsageError(`--${wrong} goes with --prometheus only`);
  }
  return { from: 'file', path: load };
}

function workloadSource(
  address: string,
  { workload, last = '7d', until, metric = [], timeout = '120', 'http.config.file': configPath }: Values,
  nowSeconds: number,
  environment: Environment
): RecordingSource {
  if (workload === undefined) {
    throw new UsageError('--workload is missing');
  }
  const timeoutSeconds = numberOf('--timeout', timeout);
  if (timeoutSeconds <= 0) {
    throw new UsageError(`--timeout ${timeout}: has to be above 0`);
  }
  const toSeconds = until === undefined ? nowSeconds : parseTime('--until', until);
  return {
    from: 'prometheus',
    workload: parseWorkloadName(workload),
    range: { fromSeconds: toSeconds - parseDuration('--last', last), toSeconds },
    queries: new Map(metric.map(parseMetric)),
    access: accessOf({ address, configPath, timeoutSeconds }, environment),
  };
}

function parseMetric(text: string): readonly [name: string, query: string] {
  const [, name, query] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || query === undefined) {
    throw new UsageError(`--metric ${text}: is not NAME=QUERY`);
  }
  return [name, query];
}
