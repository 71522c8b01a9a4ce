import type { Series } from '../samples';
import { readWaiting } from './waiting';

const RANGE = { fromMs: 1000, toMs: 4000 };

function series(workload: string, times: number[], values: Array<number | null>): Series {
  return { labels: { cluster: 'c', namespace: 'n', workload }, times, values };
}

describe('readWaiting', () => {
  it('adds workloads up by step and in sum', () => {
    const waiting = readWaiting(
      [series('a', [2000, 3000], [3, 1]), series('b', [3000, 4000], [2, 4])],
      [series('a', [2000, 3000], [6, 2]), series('b', [3000, 4000], [4, 8])],
      RANGE
    );
    expect(waiting).toEqual({
      timesMs: [2000, 3000, 4000],
      stepMs: 1000,
      requests: [3, 3, 4],
      totalRequests: 10,
      totalSeconds: 20,
      meanSeconds: 2,
    });
  });

  it('leaves out the step that ends where the range begins', () => {
    expect(readWaiting([series('a', [1000, 2000], [100, 1])], [], RANGE).totalRequests).toBe(1);
  });

  it('leaves out what is not a number', () => {
    const waiting = readWaiting([series('a', [2000, 3000, 4000], [NaN, null, 1])], [], RANGE);
    expect(waiting).toMatchObject({ timesMs: [4000], requests: [1] });
  });

  it('orders steps by time', () => {
    expect(readWaiting([series('a', [3000, 2000], [1, 2])], [], RANGE).requests).toEqual([2, 1]);
  });

  it('has no mean wait when nothing waited', () => {
    expect(readWaiting([], [], RANGE)).toMatchObject({ totalRequests: 0, totalSeconds: 0, meanSeconds: undefined });
    expect(readWaiting([series('a', [2000], [0])], [series('a', [2000], [0])], RANGE).meanSeconds).toBeUndefined();
  });
});
