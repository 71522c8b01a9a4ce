/** @jest-environment node */
import type { Lease } from './lease';
import { LeadershipTracker } from './leadership';

const READY = { alive: true, ready: true, readySince: 0 };
const DOWN = { alive: false, ready: false, readySince: 0 };

function lease(holder: string, acquiredAt: number, renewedAt = acquiredAt): Lease {
  return { holder, acquiredAt, renewedAt, durationSeconds: 15 };
}

describe('LeadershipTracker', () => {
  it('leads while it holds a lease that has not ended', () => {
    const tracker = new LeadershipTracker('me');
    expect(tracker.see(lease('me', 100), 100)).toBe(false);
    expect(tracker.update(READY, 114.9)).toEqual({});
    expect(tracker.leadership).toEqual({ role: 'leader', serving: true });
  });

  it('has lost its claim when it ends, not when that is noticed', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('me', 100), 100);
    tracker.update(READY, 101);
    expect(tracker.update(READY, 115.2)).toEqual({ lostAt: 115 });
    expect(tracker.leadership.role).toBe('standby');
  });

  it('stops to serve the moment its backend dies', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('me', 100), 100);
    tracker.update(READY, 101);
    expect(tracker.update(DOWN, 103.25)).toEqual({ lostAt: 103.25 });
    expect(tracker.update(DOWN, 103.5)).toEqual({});
  });

  it('leads but does not serve while its backend is not ready', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('me', 100), 100);
    tracker.update({ alive: true, ready: false, readySince: 0 }, 101);
    expect(tracker.leadership).toEqual({ role: 'leader', serving: false });
  });

  it('measures a takeover after a crash by the lease', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('other', 50, 100), 101);
    tracker.update(READY, 101);
    expect(tracker.see(lease('me', 116.5), 117)).toBe(true);
    expect(tracker.update(READY, 117).failover).toEqual({
      cause: 'crash',
      completedAt: 116.5,
      phases: { detect: 15, elect: 1.5, take_over: 0, total: 16.5 },
    });
    expect(tracker.update(READY, 118).failover).toBeUndefined();
  });

  it('waits for its own backend before a takeover is complete', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('other', 50, 100), 101);
    tracker.see(lease('me', 116), 116.2);
    expect(tracker.update(DOWN, 116.2)).toEqual({});
    expect(tracker.update({ ...READY, readySince: 119 }, 119).failover).toMatchObject({
      completedAt: 119,
      phases: { detect: 15, elect: 1, take_over: 3, total: 19 },
    });
  });

  it('knows a release that it saw', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('other', 50, 100), 101);
    tracker.see({ ...lease('', 103), durationSeconds: 1 }, 103.5);
    tracker.see(lease('me', 104), 104.5);
    expect(tracker.update(READY, 104.5).failover).toEqual({
      cause: 'release',
      completedAt: 104,
      phases: { detect: 3, elect: 1, take_over: 0, total: 4 },
    });
  });

  it('infers a release from a claim that was taken before its end', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('other', 50, 100), 101);
    tracker.see(lease('me', 103), 103.5);
    expect(tracker.update(READY, 103.5).failover).toMatchObject({ cause: 'release', phases: { detect: 3, elect: 0 } });
  });

  it.each([
    ['the first lease it sees', [lease('me', 100)]],
    ['taking the lease back from itself', [lease('me', 50, 100), lease('me', 120)]],
    ['a change between others', [lease('a', 50, 100), lease('b', 116)]],
    ['a takeover it lost again before it served', [lease('a', 50, 100), lease('me', 116), lease('b', 132)]],
  ])('does not call %s a failover', (_, leases) => {
    const tracker = new LeadershipTracker('me');
    leases.forEach((each) => tracker.see(each, each.acquiredAt));
    const last = leases[leases.length - 1];
    expect(tracker.update(READY, last.acquiredAt + 1).failover).toBeUndefined();
  });

  it('leads nothing while there is no lease', () => {
    const tracker = new LeadershipTracker('me');
    tracker.see(lease('me', 100), 100);
    tracker.update(READY, 101);
    tracker.seeNone(102);
    expect(tracker.update(READY, 102.2)).toEqual({ lostAt: 102 });
  });
});
