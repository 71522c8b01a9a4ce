import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

const errorRatio = (window: string, words: string) =>
  recorded('workload', `request_errors:ratio${window}`, 'ratio', `Share of requests of the last ${words} that failed.`);

/** Parts of long windows, recorded once in the time they last, so that their sum is the whole. */
const WINDOW_PARTS = {
  requestsPart4m: recorded('workload', 'requests:increase4m', 'requests', 'Requests of 4 minutes, every 4 minutes.'),
  requestErrorsPart4m: recorded(
    'workload',
    'request_errors:increase4m',
    'requests',
    'Requests of 4 minutes that failed, every 4 minutes.'
  ),
  requestsPart1h: recorded('workload', 'requests:hourly', 'requests', 'Requests of an hour, once an hour.'),
  requestErrorsPart1h: recorded(
    'workload',
    'request_errors:hourly',
    'requests',
    'Requests of an hour that failed, once an hour.'
  ),
} as const satisfies Record<string, RecordedDefinition>;

/** How LLM providers serve a workload; their calls by model are in LLM_CALLS. */
const PROVIDERS = {
  providerRequests: recorded(
    'workload_provider',
    'llm_requests:increase5m',
    'requests',
    'Calls to the provider within the last 5 minutes.'
  ),
  providerFailures: recorded(
    'workload_provider',
    'llm_failures:ratio5m',
    'ratio',
    'Share of these calls that failed through no fault of the asker; refusals beyond a rate limit are not among them.'
  ),
  providerThrottled: recorded(
    'workload_provider',
    'llm_throttled:ratio5m',
    'ratio',
    'Share of these calls that the provider refused beyond its rate limit (429).'
  ),
  rateLimit: recorded('workload_model', 'ratelimit:limit', '1', 'Limit a minute that the provider reports.', ['unit']),
  rateLimitUse: recorded(
    'workload_model',
    'tokens:limit_ratio',
    'ratio',
    'Tokens of the last minute against the limit of tokens; absent where the provider answers under another model name.',
    ['unit']
  ),
} as const satisfies Record<string, RecordedDefinition>;

/** Load, errors, latency, and how evenly replicas share them. */
export const TRAFFIC = {
  requestRate: recorded('workload', 'requests:rate2m', 'requests_per_second', 'Load.'),
  requests: recorded('workload', 'requests:increase1m', 'requests', 'Requests of the last minute, exact.'),
  requestErrors: recorded(
    'workload',
    'request_errors:increase1m',
    'requests',
    'Requests of the last minute that failed.'
  ),
  requestErrorsByReason: recorded(
    'workload',
    'request_errors_by_reason:increase1m',
    'requests',
    'Requests of the last minute that failed, by the way they did.',
    ['reason']
  ),
  requestsHourly: recorded('workload', 'requests:increase1h', 'requests', 'Requests of the last hour.'),
  requestErrorsHourly: recorded(
    'workload',
    'request_errors:increase1h',
    'requests',
    'Requests of the last hour that failed.'
  ),
  errorBudget: recorded(
    'workload',
    'error_budget:ratio',
    'ratio',
    'Share of requests that may fail: what the objective success_ratio leaves. Only where requests are counted.'
  ),
  errorRatio5m: errorRatio('5m', '5 minutes'),
  errorRatio30m: errorRatio('30m', '30 minutes'),
  errorRatio1h: errorRatio('1h', 'hour'),
  errorRatio2h: errorRatio('2h', '2 hours'),
  errorRatio6h: errorRatio('6h', '6 hours'),
  errorRatio1d: errorRatio('1d', '24 full hours'),
  errorRatio3d: errorRatio('3d', '72 full hours'),
  latencyP95: recorded(
    'workload',
    'request_duration_seconds:p95_5m',
    'seconds',
    '95th percentile of request duration.'
  ),
  errorBudgetBurning: recorded(
    'workload',
    'error_budget_burning',
    'ratio',
    'How many times as fast as its objective allows a workload uses up its error budget, while that is too fast; else absent.',
    ['window']
  ),
  latencyHigh: recorded(
    'workload',
    'latency_high',
    'seconds',
    '95th percentile of request duration while it is over the objective and requests are no fewer than 20 in 5 minutes; else absent.'
  ),
  served: recorded(
    'workload',
    'served',
    '1',
    '1 once a replica has been ready since the workload was at zero, 0 at zero; absent before the first one was ready.'
  ),
  unserved: recorded(
    'workload',
    'unserved',
    'replicas',
    'Replicas, or servers of a load balancer, of which none is ready although one was; else absent.'
  ),
  skew: recorded(
    'workload',
    'requests:skew',
    '1',
    'Coefficient of variation of the shares of load of replicas that get any: 0 is even, weights 3/3/2 are 0.18.'
  ),
  upstreamRetries: recorded(
    'workload',
    'upstream_retries:ratio5m',
    'ratio',
    'Tries of load balancers beyond the first, by request; of the last 5 minutes.'
  ),
  ...WINDOW_PARTS,
  ...PROVIDERS,
  requestsInFlight: recorded('workload', 'requests_in_flight', 'requests', 'Requests being answered.'),
  rateLimitHeadroom: recorded(
    'workload_model',
    'ratelimit_remaining:ratio',
    'ratio',
    'What is left of the provider rate limit, the worst instance.',
    ['unit']
  ),
} as const satisfies Record<string, RecordedDefinition>;
