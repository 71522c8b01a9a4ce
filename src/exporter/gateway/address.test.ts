/** @jest-environment node */
import { parseAddress } from './address';

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
