import { budgetForSpan, hoursLeftInMonth, isWholeMonth, utcMonth } from './calendar';

const at = (text: string) => Date.parse(text);
const span = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) });

describe('utcMonth', () => {
  it.each([
    ['the first moment of a month', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['the last moment of a month', '2026-11-30T23:59:59.999Z', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['the end of a year', '2026-12-31T12:00:00Z', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['a leap February', '2028-02-29T12:00:00Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
    [
      'a local month that is not the UTC one',
      '2026-11-01T01:00:00+02:00',
      '2026-10-01T00:00:00Z',
      '2026-11-01T00:00:00Z',
    ],
  ])('knows the month of %s', (_, time, from, to) => {
    expect(utcMonth(at(time))).toEqual(span(from, to));
  });
});

describe('hoursLeftInMonth', () => {
  it.each([
    ['a month of 30 days, from its start', '2026-11-01T00:00:00Z', 720],
    ['a month in which Europe changes its clocks', '2026-10-01T00:00:00Z', 744],
    ['half an hour before the end', '2026-11-30T23:30:00Z', 0.5],
  ])('counts %s', (_, time, hours) => {
    expect(hoursLeftInMonth(at(time))).toBe(hours);
  });
});

describe('budgetForSpan', () => {
  it.each([
    ['a whole month is worth the whole budget', span('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'), 300],
    ['a day of November is a thirtieth', span('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'), 10],
    ['a day of February 2027 is a twenty-eighth', span('2027-02-10T00:00:00Z', '2027-02-11T00:00:00Z'), 300 / 28],
    [
      'a day before and a day after a new month',
      span('2027-01-31T00:00:00Z', '2027-02-02T00:00:00Z'),
      300 / 31 + 300 / 28,
    ],
    ['two whole months are worth two budgets', span('2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'), 600],
    ['no time is worth nothing', span('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'), 0],
  ])('%s', (_, range, usd) => {
    expect(budgetForSpan(300, range)).toBeCloseTo(usd, 9);
  });
});

describe('isWholeMonth', () => {
  it.each([
    ['from midnight to midnight', span('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'), true],
    ['as Grafana ends a month', span('2026-11-01T00:00:00Z', '2026-11-30T23:59:59.999Z'), true],
    ['the month so far', span('2026-11-01T00:00:00Z', '2026-11-21T00:00:00Z'), false],
    ['the month and the hour before', span('2026-10-31T23:00:00Z', '2026-12-01T00:00:00Z'), false],
    ['two months', span('2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'), false],
  ])('%s', (_, range, expected) => {
    expect(isWholeMonth(range)).toBe(expected);
  });
});
