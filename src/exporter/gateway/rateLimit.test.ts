/** @jest-environment node */
import { SIDECAR } from '../../vocabulary';
import { Metrics } from '../metrics';
import { Headroom } from './headroom';
import { parseDuration, readRateLimits } from './rateLimit';

describe('parseDuration', () => {
  it.each([
    ['12ms', 0.012],
    ['6m0s', 360],
    ['1h2m3.5s', 3723.5],
    ['7', 7],
    ['', undefined],
    ['soon', undefined],
  ])('%s', (text, seconds) => {
    expect(parseDuration(text)).toEqual(seconds);
  });
});

describe('readRateLimits', () => {
  it.each([
    [
      'both units',
      {
        'x-ratelimit-limit-requests': '100',
        'x-ratelimit-remaining-requests': '99',
        'x-ratelimit-reset-requests': '600ms',
        'x-ratelimit-limit-tokens': '30000',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1m0s',
      },
      [
        { unit: 'requests', limit: 100, remaining: 99, resetSeconds: 0.6 },
        { unit: 'tokens', limit: 30000, remaining: 0, resetSeconds: 60 },
      ],
    ],
    ['Azure: a limit of 0 is unknown', { 'x-ratelimit-limit-tokens': '0', 'x-ratelimit-remaining-tokens': '0' }, []],
    ['Azure: a limit of -1 is unknown', { 'x-ratelimit-limit-tokens': '-1', 'x-ratelimit-remaining-tokens': '-1' }, []],
    [
      'an unknown rest of a known limit',
      { 'x-ratelimit-limit-tokens': '10', 'x-ratelimit-remaining-tokens': '-1' },
      [{ unit: 'tokens', limit: 10, remaining: undefined, resetSeconds: 60 }],
    ],
    ['none', {}, []],
  ])('%s', (_, headers, expected) => {
    expect(readRateLimits(headers)).toEqual(expected);
  });
});

describe('Headroom', () => {
  it('forgets what is left once the limit has reset, so that an idle pod shows no old 0', async () => {
    const metrics = new Metrics();
    const headroom = new Headroom(metrics);
    const headers = (reset: string) => ({
      'x-ratelimit-limit-tokens': '10',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': reset,
    });
    headroom.report('p', 'over', headers('0s'));
    headroom.report('p', 'lasting', headers('1m'));
    const text = await metrics.scrape();
    const series = (name: string, model: string) => `${name}{provider="p",model="${model}",unit="tokens"}`;
    expect(text).toContain(`${series(SIDECAR.llmRateLimitLimit.name, 'over')} 10`);
    expect(text).not.toContain(series(SIDECAR.llmRateLimitRemaining.name, 'over'));
    expect(text).toContain(`${series(SIDECAR.llmRateLimitRemaining.name, 'lasting')} 0`);
  });
});
