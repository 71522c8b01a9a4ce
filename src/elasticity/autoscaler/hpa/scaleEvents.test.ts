/** @jest-environment node */
import { seededRandom } from '../seededRandom';
import { ScaleEvents } from './scaleEvents';
import type { ScaleEvent } from './types';

describe('what was changed within a period', () => {
  it.each([
    ['a moment before it has passed, the event counts', 59.999, 3],
    ['when exactly the period has passed, it does not', 60, 0],
    ['at the same second it counts', 0, 3],
  ])('%s', (_name, nowSeconds, changed) => {
    const events = new ScaleEvents(60, [60], []);
    events.add(0, 3);
    expect(events.changedWithin(60, nowSeconds)).toBe(changed);
  });

  it('adds events of the same second', () => {
    const events = new ScaleEvents(60, [60], []);
    events.add(10, 3);
    events.add(10, 4);
    expect(events.changedWithin(60, 20)).toBe(7);
  });

  it('asks for no period that no policy has', () => {
    expect(() => new ScaleEvents(60, [60], []).changedWithin(30, 0)).toThrow('period of 30 s');
  });
});

describe('events that the next one may overwrite', () => {
  const remembered = (times: readonly number[], longestPeriodSeconds: number) => {
    const events = new ScaleEvents(longestPeriodSeconds, [longestPeriodSeconds, 600], []);
    times.forEach((time) => events.add(time, 1));
    return events;
  };

  it('exactly as old as the longest period is kept', () => {
    expect(
      remembered([0, 15], 15)
        .entries()
        .map(({ atSeconds }) => atSeconds)
    ).toEqual([0, 15]);
  });

  it('older ones are overwritten one at a time, the last in the list first', () => {
    expect(
      remembered([0, 15, 100], 15)
        .entries()
        .map(({ atSeconds }) => atSeconds)
    ).toEqual([0, 100]);
    expect(
      remembered([0, 15, 100, 200], 15)
        .entries()
        .map(({ atSeconds }) => atSeconds)
    ).toEqual([0, 200]);
  });

  it('an overwritten event is lost to the longer period of the other direction', () => {
    expect(remembered([0, 15, 30], 15).changedWithin(600, 30)).toBe(2);
  });
});

/** The controller's list, looked at from end to end. */
class WholeList {
  readonly events: ScaleEvent[] = [];

  constructor(private readonly longestPeriodSeconds: number) {}

  add(atSeconds: number, change: number): void {
    const old = this.events.map((event) => event.atSeconds < atSeconds - this.longestPeriodSeconds);
    const index = old.lastIndexOf(true);
    this.events.splice(index === -1 ? this.events.length : index, index === -1 ? 0 : 1, { atSeconds, change });
  }

  changedWithin(periodSeconds: number, now: number): number {
    return this.events
      .filter(({ atSeconds }) => atSeconds > now - periodSeconds)
      .reduce((sum, { change }) => sum + change, 0);
  }
}

it.each([15, 60, 600])('equals a look at every event, longest period %d s', (longest) => {
  const random = seededRandom(longest);
  const periods = [15, 60, 120, 600];
  const whole = new WholeList(longest);
  let events = new ScaleEvents(longest, periods, []);
  let now = 0;
  for (let step = 0; step < 2000; step++) {
    now += [0, 15, 15, 30, 700][Math.floor(random() * 5)];
    if (random() < 0.4) {
      const change = 1 + Math.floor(random() * 5);
      events.add(now, change);
      whole.add(now, change);
    }
    expect(periods.map((period) => events.changedWithin(period, now))).toEqual(
      periods.map((period) => whole.changedWithin(period, now))
    );
    if (step % 500 === 499) {
      events = new ScaleEvents(longest, periods, events.entries());
      expect(events.entries()).toEqual(whole.events);
    }
  }
});
