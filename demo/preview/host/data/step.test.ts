import { dateTime, type TimeRange } from '@grafana/data';
import { alignedSeconds, chooseStep } from './step';

function range(minutes: number, endMs = Date.UTC(2026, 0, 1, 12, 0, 7)): TimeRange {
  const [from, to] = [dateTime(endMs - minutes * 60_000), dateTime(endMs)];
  return { from, to, raw: { from, to } };
}

describe('the step of a range query', () => {
  it.each([
    ['is the least interval where the points would allow less', 15, 1000, '15s', 15],
    ['grows with the range', 24 * 60, 1000, '15s', 60],
    ['grows where there are fewer pixels', 24 * 60, 150, '15s', 600],
    ['is a minute for series that are recorded once a minute', 15, 1000, '1m', 60],
    ['keeps a year within 11,000 points', 365 * 24 * 60, 100_000, '15s', 3600],
  ])('%s', (_, minutes, points, least, seconds) => {
    expect(chooseStep(range(minutes), points, least, '15s').stepMs).toBe(seconds * 1000);
  });

  it('offers a rate interval that always holds four scrapes', () => {
    expect(chooseStep(range(15), 1000, '15s', '15s').builtIn.__rate_interval).toBe('60s');
    expect(chooseStep(range(24 * 60), 150, '15s', '15s').builtIn.__rate_interval).toBe('615s');
  });

  it('puts start and end on its grid, so that a refresh asks for the same points', () => {
    const { start, end } = alignedSeconds(range(15), 60_000);
    expect([start % 60, end % 60, end - start]).toEqual([0, 0, 900]);
  });
});
