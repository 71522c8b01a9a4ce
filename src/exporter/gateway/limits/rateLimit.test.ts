/** @jest-environment node */
import type { IncomingHttpHeaders } from 'node:http';
import { readRateLimits } from './rateLimit';

const NOW = Date.parse('2026-11-26T12:00:00Z') / 1000;

describe('readRateLimits', () => {
  it.each<[string, IncomingHttpHeaders, object[]]>([
    [
      'OpenAI',
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
    [
      'Anthropic',
      {
        'anthropic-ratelimit-requests-limit': '50',
        'anthropic-ratelimit-requests-remaining': '49',
        'anthropic-ratelimit-requests-reset': '2026-11-26T12:00:01Z',
        'anthropic-ratelimit-tokens-limit': '90000',
        'anthropic-ratelimit-tokens-remaining': '80000',
        'anthropic-ratelimit-tokens-reset': '2026-11-26T12:00:08Z',
        'anthropic-ratelimit-input-tokens-limit': '50000',
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2026-11-26T12:01:00Z',
        'anthropic-ratelimit-output-tokens-limit': '40000',
        'anthropic-ratelimit-output-tokens-remaining': '40000',
        'anthropic-ratelimit-output-tokens-reset': '2026-11-26T12:00:00Z',
      },
      [
        { unit: 'requests', limit: 50, remaining: 49, resetSeconds: 1 },
        { unit: 'tokens', limit: 90000, remaining: 80000, resetSeconds: 8 },
        { unit: 'input_tokens', limit: 50000, remaining: 0, resetSeconds: 60 },
        { unit: 'output_tokens', limit: 40000, remaining: 40000, resetSeconds: 0 },
      ],
    ],
    ['Azure: 0 of 0 is unknown', { 'x-ratelimit-limit-tokens': '0', 'x-ratelimit-remaining-tokens': '0' }, []],
    ['Azure: -1 of -1 is unknown', { 'x-ratelimit-limit-tokens': '-1', 'x-ratelimit-remaining-tokens': '-1' }, []],
    [
      'Azure: nothing left of a limit that it does not tell is unknown',
      { 'x-ratelimit-limit-tokens': '-1', 'x-ratelimit-remaining-tokens': '0' },
      [],
    ],
    [
      'Azure: what is left of a limit that it does not tell',
      { 'x-ratelimit-remaining-tokens': '42' },
      [{ unit: 'tokens', limit: undefined, remaining: 42, resetSeconds: 60 }],
    ],
    [
      'an unknown rest of a known limit',
      { 'x-ratelimit-limit-tokens': '10', 'x-ratelimit-remaining-tokens': '-1' },
      [{ unit: 'tokens', limit: 10, remaining: undefined, resetSeconds: 60 }],
    ],
    [
      'a reset that nobody can read: the usual minute',
      {
        'x-ratelimit-limit-tokens': '10',
        'x-ratelimit-remaining-tokens': '5',
        'x-ratelimit-reset-tokens': '9999-12-31T23:59:59Z',
      },
      [{ unit: 'tokens', limit: 10, remaining: 5, resetSeconds: 60 }],
    ],
    ['none', {}, []],
  ])('%s', (_, headers, expected) => {
    expect(readRateLimits(headers, NOW)).toEqual(expected);
  });

  it.each(['NaN', 'Infinity', '1e309', '1e5', '0x10', '-5', '9'.repeat(400), '10, 10', '10;w=60', '\u0000', '', ' '])(
    'exports nothing of a limit of %p',
    (nonsense) => {
      const of = (limit: string, remaining: string) =>
        readRateLimits(
          { 'x-ratelimit-limit-tokens': limit, 'anthropic-ratelimit-tokens-remaining': nonsense, 'x-ratelimit-remaining-tokens': remaining }, // prettier-ignore
          NOW
        );
      expect(of(nonsense, nonsense)).toEqual([]);
      expect(of('7', nonsense)).toEqual([{ unit: 'tokens', limit: 7, remaining: undefined, resetSeconds: 60 }]);
    }
  );
});
