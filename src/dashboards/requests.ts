import { INSTANCE, sumOver, WORKLOAD, type Objective, type RecordedDefinition } from '../vocabulary';
import { LIMIT, type TimeSeries } from './timeSeries';

const LATENCY: Objective = 'latency_p95_seconds';
const NO_REQUESTS = 'No requests in this time range';

/** What those who ask notice. */
export const SERVED: readonly TimeSeries[] = [
  {
    title: 'Failed requests',
    description: 'Share of the requests of five minutes that failed, against what the objective success_ratio allows.',
    unit: 'percentunit',
    queries: (selector) => [
      { refId: 'failed', expr: of(WORKLOAD.errorRatio5m, selector), legend: '{{workload}}', minInterval: '1m' },
      { refId: LIMIT, expr: of(WORKLOAD.errorBudget, selector), legend: '{{workload}} allowed', minInterval: '1m' },
    ],
    empty: NO_REQUESTS,
  },
  {
    title: 'Latency',
    description: '95th percentile of the duration of requests, against the objective latency_p95_seconds, and of vector searches.',
    unit: 's',
    queries: (selector) => [
      { refId: 'p95', expr: of(WORKLOAD.latencyP95, selector), legend: '{{workload}}', minInterval: '2m' },
      {
        refId: 'search',
        expr: of(WORKLOAD.vectorSearchP95, selector),
        legend: '{{workload}} vector searches',
        minInterval: '2m',
      },
      {
        refId: LIMIT,
        expr: of(WORKLOAD.objective, `${selector}, objective="${LATENCY}"`),
        legend: '{{workload}} allowed',
        minInterval: '1m',
      },
    ],
    empty: NO_REQUESTS,
  },
  {
    title: 'Load of each instance',
    manyLines: true,
    description: 'Requests per second. Lines that part show uneven load, one that ends an instance that left or failed.',
    unit: 'reqps',
    queries: (selector) => [
      { refId: 'load', expr: of(INSTANCE.requestRate, selector), legend: '{{instance}}', minInterval: '15s' },
    ],
    empty: NO_REQUESTS,
  },
];

/** Where requests that failed were lost. */
export const FAILED: readonly TimeSeries[] = [
  {
    title: 'Failed requests by reason',
    description: 'How many failed in each step, and how.',
    unit: 'short',
    counts: true,
    queries: (selector) => [
      {
        refId: 'reason',
        expr: `${sumOver(WORKLOAD.requestErrorsByReason, selector, '$__interval')} > 0`,
        legend: '{{workload}} {{reason}}',
        minInterval: '1m',
      },
    ],
    empty: 'No request failed in this time range',
  },
  {
    title: 'Failed requests by release',
    description: 'Share of the requests of 15 minutes to each release that failed. Sidecars know the release of their backend.',
    unit: 'percentunit',
    queries: (selector) => [
      {
        refId: 'release',
        expr: of(WORKLOAD.releaseErrorRatio, selector),
        legend: '{{workload}} {{release}}',
        minInterval: '1m',
      },
    ],
    empty: 'No requests, or no sidecar was told the release (ELASTISCOPE_RELEASE)',
  },
  {
    title: 'Requests cut off',
    description: 'Requests that a shutdown broke off. There should be none.',
    unit: 'short',
    counts: true,
    queries: (selector) => [
      {
        refId: 'cut',
        expr: `${sumOver(WORKLOAD.requestsCut, selector, '$__interval')} > 0`,
        legend: '{{workload}}',
        minInterval: '1m',
      },
    ],
    empty: 'No shutdown broke off a request in this time range, as far as sidecars saw',
  },
];

/** How the providers behind it do. */
export const PROVIDERS: readonly TimeSeries[] = [
  {
    title: 'Calls to providers',
    description: 'Share of the calls of five minutes that failed, and that the provider refused beyond its rate limit (429).',
    unit: 'percentunit',
    queries: (selector) => [
      {
        refId: 'failed',
        expr: of(WORKLOAD.providerFailures, selector),
        legend: '{{provider}} failed',
        minInterval: '1m',
      },
      {
        refId: 'throttled',
        expr: of(WORKLOAD.providerThrottled, selector),
        legend: '{{provider}} refused',
        minInterval: '1m',
      },
    ],
    empty: 'No calls to a provider in this time range',
  },
  {
    title: 'Use of rate limits',
    description: 'Share of its limits that the provider says is used up, of the worst instance.',
    unit: 'percentunit',
    queries: (selector) => [
      {
        refId: 'used',
        expr: `1 - ${of(WORKLOAD.rateLimitHeadroom, selector)}`,
        legend: '{{model}} {{unit}}',
        minInterval: '1m',
      },
    ],
    empty: 'The providers tell no limits',
  },
];

function of({ name }: RecordedDefinition, selector: string): string {
  return `${name}{${selector}}`;
}
