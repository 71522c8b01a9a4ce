/** @jest-environment node */
import { seededRandom } from '../seededRandom';
import { WindowExtreme } from './windowExtreme';

describe('the extreme of a window', () => {
  it.each([
    ['open: an entry as old as the window is gone', false, 60, 1],
    ['closed: it counts a last time', true, 60, 9],
    ['closed: a moment later it is gone', true, 60.001, 1],
    ['open: a moment earlier it counts', false, 59.999, 9],
  ])('%s', (_name, closed, nowSeconds, highest) => {
    const window = new WindowExtreme('highest', 60, closed, [{ atSeconds: 0, replicas: 9 }]);
    expect(window.push(1, nowSeconds)).toBe(highest);
  });

  it('an open window of zero holds nothing, not even what came at the same second', () => {
    const window = new WindowExtreme('lowest', 0, false, []);
    window.push(1, 5);
    expect(window.push(9, 5)).toBe(9);
  });

  it.each([
    ['lowest', false],
    ['highest', false],
    ['highest', true],
  ] as const)('%s (closed: %s) equals a look at every entry, over thousands of steps', (kind, closed) => {
    const random = seededRandom(7);
    const windowSeconds = 300;
    const entries: Array<{ atSeconds: number; replicas: number }> = [];
    let window = new WindowExtreme(kind, windowSeconds, closed, []);
    let now = 0;
    for (let step = 0; step < 3000; step++) {
      now += [0, 15, 15, 15, 45, 400][Math.floor(random() * 6)];
      const replicas = Math.floor(random() * 20);
      const counted = entries
        .filter(({ atSeconds }) => (closed ? atSeconds >= now - windowSeconds : atSeconds > now - windowSeconds))
        .map((entry) => entry.replicas);
      const expected = kind === 'lowest' ? Math.min(replicas, ...counted) : Math.max(replicas, ...counted);
      expect(window.push(replicas, now)).toBe(expected);
      entries.push({ atSeconds: now, replicas });
      if (step % 300 === 0) {
        window = new WindowExtreme(kind, windowSeconds, closed, window.entries());
      }
      entries.splice(0, Math.max(0, entries.length - 200));
    }
  });

  it('keeps no more than the window can hold', () => {
    const window = new WindowExtreme('highest', 600, false, []);
    for (let step = 0; step < 5000; step++) {
      window.push(5000 - step, step * 15);
    }
    expect(window.entries().length).toBeLessThanOrEqual(41);
  });
});
