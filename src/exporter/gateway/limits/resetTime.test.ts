/** @jest-environment node */
import { parseReset, readRetryAfter } from './resetTime';

const NOW = Date.parse('2026-11-26T12:00:00Z') / 1000;

/** What a broken or hostile provider may send where a time is expected. */
const NONSENSE = [
  '', ' ', 'soon', 'NaN', 'Infinity', '-Infinity', '-1', '-6m', '1e309', '0x10', '1,5', '1.2.3', 'ms', '6m0', '5 s', '1w',
  '99999999999999999999', '9'.repeat(400), `${'9'.repeat(400)}s`, '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z',
  '2026-99-99T00:00:00Z', '2026-11-26', 'Fri, 31 Dec 9999 23:59:59 GMT', 'Fri, 99 Xyz 2026 00:00:00 GMT',
  'Thu Nov 26 12:00:30 2026', '\u0000', '🙂', '__proto__', '1h'.repeat(20_000),
]; // prettier-ignore

describe('parseReset', () => {
  it.each([
    ['milliseconds', '12ms', 0.012],
    ['minutes and seconds', '6m0s', 360],
    ['several units', '1h2m3.5s', 3723.5],
    ['days', '1d1h', 90_000],
    ['plain seconds', '7', 7],
    ['plain seconds with a fraction', '0.25', 0.25],
    ['nothing left to wait', '0s', 0],
    ['Unix seconds', String(NOW + 90), 90],
    ['Unix seconds with a fraction', `${NOW + 90}.5`, 90.5],
    ['Unix milliseconds', String((NOW + 90) * 1000), 90],
    ['Unix seconds that have passed', String(NOW - 90), 0],
    ['RFC 3339', '2026-11-26T12:01:30Z', 90],
    ['RFC 3339 with an offset', '2026-11-26T13:01:30+01:00', 90],
    ['RFC 3339 with a fraction', '2026-11-26T12:00:00.250Z', 0.25],
    ['RFC 3339 that has passed', '2026-11-26T11:59:59Z', 0],
    ['RFC 3339 in lower case', '2026-11-26t12:00:01z', 1],
  ])('%s', (_, text, seconds) => {
    expect(parseReset(text, NOW)).toBeCloseTo(seconds, 6);
  });

  it.each(NONSENSE.map((text) => [text]))('does not believe %p', (text) => {
    expect(parseReset(text, NOW)).toBeUndefined();
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['seconds', { 'retry-after': '7' }, 7],
    ['seconds with a fraction, against the standard', { 'retry-after': ' 1.5 ' }, 1.5],
    ['a date', { 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT' }, 30],
    ['a date that has passed', { 'retry-after': 'Thu, 26 Nov 2026 11:00:00 GMT' }, 0],
    ['milliseconds', { 'retry-after-ms': '1500' }, 1.5],
    ['milliseconds, which are more exact than seconds', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1.5],
    ['seconds beside milliseconds that are none', { 'retry-after-ms': 'x', 'retry-after': '2' }, 2],
    ['neither', {}, undefined],
  ])('%s', (_, headers, seconds) => {
    expect(readRetryAfter(headers, NOW)).toEqual(seconds);
  });

  it.each(NONSENSE.map((text) => [text]))('does not believe %p', (text) => {
    expect(readRetryAfter({ 'retry-after': text }, NOW)).toBeUndefined();
    expect(readRetryAfter({ 'retry-after-ms': text }, NOW)).toBeUndefined();
  });
});
