import type { ColdStart } from '../../elasticity/coldStart';
import { barAt, placeBars } from './placeBars';

function start(readyAtMs: number, totalSeconds = 10): ColdStart {
  return {
    workload: { cluster: 'c', namespace: 'n', workload: 'w' },
    instance: `at ${readyAtMs}`,
    readyAtMs,
    phases: [],
    totalSeconds,
    nodeWaitSeconds: undefined,
  };
}

const x = (timeMs: number) => timeMs;

describe('placeBars', () => {
  it('stands a bar at its time, to a few pixels', () => {
    const [bar] = placeBars([start(100)], x, 1000);
    expect(Math.abs(bar.left + bar.width / 2 - 100)).toBeLessThan(bar.width);
  });

  it('puts starts of one moment side by side', () => {
    const bars = placeBars([start(100), start(100), start(100)], x, 1000);
    expect(bars[1].left).toBeGreaterThanOrEqual(bars[0].left + bars[0].width);
    expect(bars[2].left).toBeGreaterThanOrEqual(bars[1].left + bars[1].width);
  });

  it('keeps a crowd near its time', () => {
    const bars = placeBars(Array.from({ length: 500 }, () => start(100)), x, 1000); // prettier-ignore
    expect(Math.max(...bars.map(({ left }) => left))).toBeLessThan(100 + 40);
  });

  it('makes bars narrower the more there are, and never invisible', () => {
    const widthOf = (count: number) =>
      placeBars(Array.from({ length: count }, (_, i) => start(i)), x, 1000)[0].width; // prettier-ignore
    expect(widthOf(1)).toBeGreaterThan(widthOf(200));
    expect(widthOf(5000)).toBeGreaterThan(0);
  });

  it('places nothing without starts', () => {
    expect(placeBars([], x, 1000)).toEqual([]);
  });
});

describe('barAt', () => {
  const bars = placeBars([start(100, 10), start(500, 20)], x, 1000);

  it('finds the bar under or near the pointer', () => {
    expect(barAt(bars, 101, 5, 3)?.readyAtMs).toBe(100);
    expect(barAt(bars, 506, 5, 3)?.readyAtMs).toBe(500);
    expect(barAt(bars, 300, 5, 3)).toBeUndefined();
  });

  it('finds none above the top of a bar', () => {
    expect(barAt(bars, 100, 15, 3)).toBeUndefined();
  });

  it('finds the lower of two bars in front of each other where both are', () => {
    const crowd = [start(100, 30), start(100, 10)].map((one) => ({ start: one, left: 96, width: 8 }));
    expect(barAt(crowd, 100, 5, 3)?.totalSeconds).toBe(10);
    expect(barAt([...crowd].reverse(), 100, 5, 3)?.totalSeconds).toBe(10);
    expect(barAt(crowd, 100, 20, 3)?.totalSeconds).toBe(30);
  });
});
