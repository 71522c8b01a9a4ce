import type { TimedSeries } from '../../../demo/model/series';
import type { ErrorReason } from '../../../src/exporter/gateway/answer/errors';
import { SIDECAR } from '../../../src/vocabulary';
import { valueAt, type Timeline } from '../series/timeline';
import { counted, held } from './sidecar';

/** The status with which a provider gives each of these reasons. */
const STATUS: Readonly<Partial<Record<ErrorReason, string>>> = {
  rate_limited: '429',
  unauthorized: '401',
  timeout: '504',
  overloaded: '503',
  server_error: '500',
  invalid_request: '400',
};

const TOKENS_PER_CALL = { input: 1500, cache_read: 0, cache_write: 0, output: 300 };

export interface CallsStory {
  readonly model?: string;
  readonly callsPerSecond?: Timeline<number>;
  /** Shares of the calls that fail, by reason. */
  readonly failing?: Readonly<Partial<Record<ErrorReason, Timeline<number>>>>;
  readonly usdPerHour?: Timeline<number>;
  /** Share of the calls whose answers say nothing of their usage. */
  readonly withoutUsage?: Timeline<number>;
  readonly hasPrice?: boolean;
  readonly priceAgeSeconds?: Timeline<number>;
  /** What the provider says of its limit of tokens a minute. */
  readonly limit?: { readonly tokens: Timeline<number>; readonly left: Timeline<number> };
}

/** What a sidecar counts of the calls of its backend to one model of a provider: `more` of a sidecar's story. */
export function calls(story: CallsStory = {}): TimedSeries[] {
  const { model = 'gpt-4o-mini', callsPerSecond = 1, failing = {}, usdPerHour = 0, withoutUsage = 0 } = story;
  const asked = { provider: 'openai', model };
  const by = { ...asked, flow: 'chat', team: 'support' };
  const failures = Object.entries(failing) as Array<[ErrorReason, Timeline<number>]>;
  const rate = (share: (seconds: number) => number) => (seconds: number) => {
    const called = valueAt(callsPerSecond, seconds);
    return called === undefined ? undefined : called * share(seconds);
  };
  const shareAt = (share: Timeline<number>) => (seconds: number) => valueAt(share, seconds) ?? 0;
  const succeed = (seconds: number) => failures.reduce((left, [, share]) => left - shareAt(share)(seconds), 1);
  const tokens = (count: number) => rate((seconds) => succeed(seconds) * count);
  const request = (status: string, share: (seconds: number) => number) =>
    counted(SIDECAR.llmRequests, { ...by, status_code: status }, rate(share));
  const limited = { ...asked, unit: 'tokens' };
  return [
    request('200', succeed),
    ...failures.flatMap(([reason, share]) => [
      request(STATUS[reason] ?? '502', shareAt(share)),
      counted(SIDECAR.llmErrors, { ...asked, reason }, rate(shareAt(share))),
    ]),
    ...Object.entries(TOKENS_PER_CALL).map(([kind, count]) =>
      counted(SIDECAR.llmTokens, { ...by, kind, source: 'reported' }, tokens(count))
    ),
    counted(SIDECAR.llmCost, { ...by, kind: 'output' }, (seconds) => (valueAt(usdPerHour, seconds) ?? 0) / 3600),
    counted(SIDECAR.llmUnpricedTokens, asked, story.hasPrice === false ? tokens(TOKENS_PER_CALL.output) : 0),
    counted(SIDECAR.llmUsageMissing, asked, rate(shareAt(withoutUsage))),
    held(SIDECAR.llmPriceAge, asked, story.priceAgeSeconds ?? 86_400),
    ...(story.limit === undefined
      ? []
      : [
          held(SIDECAR.llmRateLimitLimit, limited, story.limit.tokens),
          held(SIDECAR.llmRateLimitRemaining, limited, story.limit.left),
        ]),
  ];
}
