import { calls, type CallsStory } from '../../blocks/llm';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { steps } from '../../series/timeline';

/** One replica, by day, and its calls to a provider. */
const asking = (story: CallsStory): SourceSeries[] =>
  sidecar('kotaemon-zero', 'kotaemon-zero-a', { requestsPerSecond: 0.5, more: calls(story) });

export const provider: readonly Incident[] = [
  {
    name: 'provider-times-out',
    system: 'kotaemon-zero',
    story: 'The provider has an outage: a third of the calls times out, and the flows answer what they can without it.',
    duration: '30m',
    begins: '10m',
    series: () => asking({ failing: { timeout: steps({ '0m': 0, '10m': 0.33 }) } }),
    fires: [{ alert: 'ElastiscopeProviderFailing', within: '8m' }],
  },
  {
    name: 'key-revoked',
    system: 'kotaemon-zero',
    story: 'The key of the provider was rotated and not everywhere replaced: every call is refused.',
    duration: '30m',
    begins: '10m',
    series: () => asking({ failing: { unauthorized: steps({ '0m': 0, '10m': 1 }) } }),
    fires: [{ alert: 'ElastiscopeProviderFailing', within: '8m' }],
  },
  {
    name: 'provider-throttles',
    system: 'kotaemon-zero',
    story: 'A batch uses the limit of tokens up: nothing of it is left, and half of the calls are refused with 429.',
    duration: '35m',
    begins: '10m',
    series: () =>
      asking({
        failing: { rate_limited: steps({ '0m': 0, '10m': 0.5 }) },
        limit: { tokens: 200_000, left: steps({ '0m': 150_000, '10m': 400 }) },
      }),
    fires: [
      { alert: 'ElastiscopeRateLimitHeadroomLow', within: '7m' },
      { alert: 'ElastiscopeProviderThrottles', within: '13m' },
    ],
  },
  {
    name: 'burst-of-429',
    system: 'kotaemon-zero',
    story: 'For two minutes three quarters of the calls are refused with 429, are tried again, and succeed.',
    duration: '40m',
    series: () =>
      asking({
        callsPerSecond: steps({ '0m': 1, '15m': 3, '17m': 1 }),
        failing: { rate_limited: steps({ '0m': 0, '15m': 0.75, '17m': 0 }) },
        limit: { tokens: 200_000, left: steps({ '0m': 150_000, '15m': 0, '17m': 150_000 }) },
      }),
    fires: [],
    silent: ['ElastiscopeProviderThrottles', 'ElastiscopeProviderFailing', 'ElastiscopeRateLimitHeadroomLow'],
  },
  {
    name: 'questions-too-long',
    system: 'kotaemon-zero',
    story: "A flow sends requests that are not valid, a third of all: its own fault, not the provider's.",
    duration: '30m',
    series: () => asking({ failing: { invalid_request: 0.33 } }),
    fires: [],
    silent: ['ElastiscopeProviderFailing'],
  },
  {
    name: 'streams-without-usage',
    system: 'kotaemon-zero',
    story: 'After an update the provider leaves the usage out of every third stream; the cost looks better than it is.',
    duration: '40m',
    begins: '10m',
    series: () => asking({ withoutUsage: steps({ '0m': 0.01, '10m': 0.33 }) }),
    fires: [{ alert: 'ElastiscopeUsageMissing', within: '10m' }],
  },
  {
    name: 'limits-unknown',
    system: 'kotaemon-zero',
    story: 'A gateway in front of the provider reports -1 for what it does not know of its limits.',
    duration: '30m',
    series: () => [
      ...asking({ limit: { tokens: -1, left: -1 } }),
      ...sidecar('kotaemon-zero', 'kotaemon-zero-b', {
        requestsPerSecond: 0.5,
        more: calls({ model: 'gpt-other', limit: { tokens: 1000, left: -1 } }),
      }),
    ],
    fires: [],
    silent: ['ElastiscopeRateLimitHeadroomLow'],
  },
];
