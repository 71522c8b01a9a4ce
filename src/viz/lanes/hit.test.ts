import { eventAt, segmentAt } from './hit';
import type { LaneEvent, LaneSegment } from './laneTypes';

const segments: LaneSegment[] = [
  { state: 'leader', fromMs: 0, toMs: 10 },
  { state: 'down', fromMs: 10, toMs: 12 },
  { state: 'standby', fromMs: 20, toMs: 30 },
];

it.each([
  [-1, undefined],
  [0, 'leader'],
  [9, 'leader'],
  [10, 'down'],
  [12, undefined],
  [19, undefined],
  [20, 'standby'],
  [30, undefined],
])('segmentAt(%p) is %p', (timeMs, state) => {
  expect(segmentAt(segments, timeMs)?.state).toBe(state);
});

it('finds no segment in an empty lane', () => {
  expect(segmentAt([], 5)).toBeUndefined();
});

function event(fromMs: number, toMs: number): LaneEvent {
  return { kind: 'switch', fromMs, toMs, label: '', alarming: false, title: '', details: [] };
}

describe('eventAt', () => {
  const [long, short, far] = [event(0, 100), event(40, 50), event(200, 210)];
  const events = [long, short, far];

  it('prefers the shorter of two events that cover a time', () => {
    expect(eventAt(events, 45, 0)).toBe(short);
    expect(eventAt(events, 60, 0)).toBe(long);
  });

  it('reaches an event nearby, and not one far away', () => {
    expect(eventAt(events, 195, 10)).toBe(far);
    expect(eventAt(events, 195, 4)).toBeUndefined();
  });
});
