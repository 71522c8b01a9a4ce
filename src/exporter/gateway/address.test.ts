/** @jest-environment node */
import { climbs, parseAddress } from './address';

describe('parseAddress', () => {
  it.each([
    ['/openai/v1/chat/completions', { provider: 'openai', flow: 'none', rest: '/v1/chat/completions' }],
    ['/f/my%20flow/openai/v1/models?x=1', { provider: 'openai', flow: 'my flow', rest: '/v1/models?x=1' }],
    ['/openai', { provider: 'openai', flow: 'none', rest: '/' }],
    ['/openai?a=b', { provider: 'openai', flow: 'none', rest: '/?a=b' }],
    ['/f/%E0%A4%A/openai/x', { provider: 'openai', flow: '%E0%A4%A', rest: '/x' }],
    ['/', undefined],
    ['http://elsewhere/openai/v1', undefined],
    ['*', undefined],
  ])('%s', (target, expected) => {
    expect(parseAddress(target)).toEqual(expected);
  });
});

describe('climbs', () => {
  it.each([
    ['/v1/../admin', true],
    ['/..', true],
    ['/v1/%2e%2E/admin', true],
    ['/v1/..%2fadmin', true],
    ['/v1/%252e%252e/admin', true],
    ['/v1\\..\\admin', true],
    ['/v1/..%5cadmin', true],
    ['/v1/..;x=1/admin', true],
    ['/v1/models/a..b', false],
    ['/v1/models/...', false],
    ['/v1/chat/completions?path=../x', false],
    ['/v1/%E0%A4%A', false],
  ])('%s: %s', (rest, expected) => {
    expect(climbs(rest)).toBe(expected);
  });
});
