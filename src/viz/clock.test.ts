import { formatClock, formatSince } from './clock';

const NOON = Date.parse('2026-11-16T12:00:00Z');

it.each([
  ['the same day', NOON - 3_600_000, 'utc', '11:00'],
  ['the day before', NOON - 86_400_000, 'utc', '11-15 12:00'],
  ['another time zone', NOON - 3_600_000, 'Europe/Berlin', '12:00'],
  ['the same day in another time zone', Date.parse('2026-11-15T23:30:00Z'), 'Europe/Berlin', '00:30'],
])('a moment on %s', (_, timeMs, timeZone, text) => {
  expect(formatClock(timeMs, NOON, timeZone)).toBe(text);
});

it('something may have begun before anything is known', () => {
  const clock = (timeMs: number) => `${timeMs}`;
  expect(formatSince({ fromMs: 90, stepMs: 10 }, 0, clock)).toBe('since 90');
  expect(formatSince({ fromMs: 5, stepMs: 10 }, 0, clock)).toBe('since before 5');
});
