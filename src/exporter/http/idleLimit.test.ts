/** @jest-environment node */
import { IdleLimit } from './idleLimit';

const MINUTE = 60_000;

describe('how long a connection may have been idle', () => {
  it('is what it starts with until more is known', () => {
    expect(new IdleLimit(1500).at(0)).toBe(1500);
  });

  it.each([
    ['timeout=5', 4000],
    ['timeout=5, max=1000', 4000],
    ['max=100, Timeout="20"', 19_000],
    ['timeout=2', 1000],
    ['timeout=1', 500],
    ['timeout=0', 0],
    ['timeout=999999999', MINUTE],
    ['max=5', 1500],
    ['timeout=', 1500],
    ['', 1500],
  ])('with "%s" announced is %d ms', (header, expected) => {
    const limit = new IdleLimit(1500);
    limit.announced(header);
    expect(limit.at(0)).toBe(expected);
  });

  it('stays below the shortest time after which the server was seen to close', () => {
    const limit = new IdleLimit(1500);
    limit.closedAfter(2000, 0);
    expect(limit.at(0)).toBe(1500);
    limit.closedAfter(1000, 0);
    limit.closedAfter(1200, 0);
    expect(limit.at(0)).toBe(750);
  });

  it('is what it was after ten minutes, because it may have been the end of a worker', () => {
    const limit = new IdleLimit(1500);
    limit.closedAfter(400, 0);
    expect([0, 9.9, 10].map((minutes) => limit.at(minutes * MINUTE))).toEqual([300, 300, 1500]);
  });

  it('learns nothing from a connection that was hardly idle', () => {
    const limit = new IdleLimit(1500);
    limit.closedAfter(99, 0);
    expect(limit.at(0)).toBe(1500);
  });

  it('forgets what belonged to a server that has ended', () => {
    const limit = new IdleLimit(1500);
    limit.announced('timeout=30');
    limit.closedAfter(200, 0);
    limit.forget();
    expect(limit.at(0)).toBe(1500);
  });

  it('learns nothing when it is set by hand', () => {
    const limit = new IdleLimit(3000, true);
    limit.announced('timeout=30');
    limit.closedAfter(200, 0);
    expect(limit.at(0)).toBe(3000);
  });
});
