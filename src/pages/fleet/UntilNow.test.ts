import { dateTime, type TimeRange } from '@grafana/data';
import { cutOff } from './UntilNow';

const NOW = Date.parse('2026-11-16T12:00:00Z');
const HOUR = 3_600_000;

function range(fromMs: number, toMs: number): TimeRange {
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  return { from, to, raw: { from: 'now/M', to: 'now/M' } };
}

describe('cutOff', () => {
  it.each([
    ['this month ends now', range(NOW - HOUR, NOW + HOUR), NOW],
    ['the past keeps its end', range(NOW - 2 * HOUR, NOW - HOUR), NOW - HOUR],
    ['the future stays empty', range(NOW + HOUR, NOW + 2 * HOUR), NOW + 2 * HOUR],
  ])('%s', (_, given, toMs) => {
    const cut = cutOff(given, NOW);
    expect(cut.to.valueOf()).toBe(toMs);
    expect(cut.from.valueOf()).toBe(given.from.valueOf());
    expect(cut.raw).toEqual(given.raw);
  });
});
