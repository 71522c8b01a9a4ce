import { sidecar, type SidecarStory } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { gone, steps } from '../../series/timeline';

/** A replica of a release. */
function replica(name: string, release: string, story: SidecarStory): SourceSeries[] {
  return sidecar('chatchat', name, { ...story, release });
}

/** From this minute on; counters of what is not there yet begin at zero. */
const started = (minute: number, requestsPerSecond: number) => ({
  startedAtSeconds: minute * 60,
  scrape: (seconds: number) => (seconds >= minute * 60 ? ('answers' as const) : undefined),
  requestsPerSecond: (seconds: number) => (seconds >= minute * 60 ? requestsPerSecond : undefined),
});
const old = (story: SidecarStory) =>
  ['chatchat-1a', 'chatchat-1b'].flatMap((pod) => replica(pod, '5c9f7d6b44', { requestsPerSecond: 1, ...story }));
const BURNS = ['ElastiscopeErrorBudgetBurn', 'ElastiscopeErrorBudgetBurnSlow'];

/** Errors by release. */
export const releases: readonly Incident[] = [
  {
    name: 'canary-fails',
    system: 'chatchat',
    story: 'One of six requests to a canary fails, where hardly one in a thousand does otherwise.',
    duration: '50m',
    begins: '20m',
    series: () => [
      ...old({ failing: 0.001 }),
      ...replica('chatchat-2a', '7d9c5b6f48', { ...started(20, 0.3), failing: 0.17 }),
    ],
    fires: [{ alert: 'ElastiscopeReleaseErrors', within: '8m' }],
    mayFire: BURNS,
  },
  {
    name: 'release-fails-everywhere',
    system: 'chatchat',
    story: 'A release is rolled out within two minutes and one request in ten fails; the old pods are gone already.',
    duration: '50m',
    begins: '20m',
    series: () => [
      ...old({ scrape: steps({ '0m': 'answers', '21m': gone }) }),
      ...['chatchat-2a', 'chatchat-2b'].flatMap((pod) =>
        replica(pod, '7d9c5b6f48', { ...started(20, 1), failing: 0.1 })
      ),
    ],
    fires: [
      { alert: 'ElastiscopeReleaseErrors', within: '6m' },
      { alert: 'ElastiscopeErrorBudgetBurn', within: '15m' },
    ],
    mayFire: BURNS,
  },
  {
    name: 'canary-with-one-unlucky-error',
    system: 'chatchat',
    story: 'One of the few requests to a canary fails, which makes an error ratio of some percent for a while.',
    duration: '50m',
    series: () => [
      ...old({}),
      ...replica('chatchat-2a', '7d9c5b6f48', {
        ...started(20, 0.1),
        // 0.1 a second for a scrape of 15 s, two thirds of them: one.
        failing: (seconds) => (seconds === 1500 ? 2 / 3 : 0),
      }),
    ],
    fires: [],
    mayFire: ['ElastiscopeLoadSkew'],
    silent: ['ElastiscopeReleaseErrors', 'ElastiscopeErrorBudgetBurn'],
  },
  {
    name: 'provider-fails-during-a-release',
    system: 'chatchat',
    story:
      'The LLM provider fails while a release is rolled out: a fifth of the requests fail, whichever release answers.',
    duration: '50m',
    series: () => [
      ...old({ failing: steps({ '0m': 0, '18m': 0.2 }) }),
      ...replica('chatchat-2a', '7d9c5b6f48', { ...started(20, 1), failing: 0.2 }),
    ],
    fires: [],
    mayFire: BURNS,
    silent: ['ElastiscopeReleaseErrors'],
  },
  {
    name: 'release-that-repairs',
    system: 'chatchat',
    story: 'A release repairs what made one in fifty requests fail; the old one goes on failing until it is gone.',
    duration: '50m',
    series: () => [
      ...old({ failing: 0.02, scrape: steps({ '0m': 'answers', '30m': gone }) }),
      ...['chatchat-2a', 'chatchat-2b'].flatMap((pod) => replica(pod, '7d9c5b6f48', { ...started(20, 1) })),
    ],
    fires: [],
    mayFire: BURNS,
    silent: ['ElastiscopeReleaseErrors'],
  },
];
