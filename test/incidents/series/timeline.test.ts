import { alternating, counting, gone, ramp, steps } from './timeline';

const at = <T>(timeline: (seconds: number) => T, ...times: readonly number[]) => times.map(timeline);

describe('a timeline', () => {
  it('steps hold until the next, and may end', () => {
    expect(at(steps({ '1m': 2, '2m': 5, '3m': gone }), 0, 59, 60, 119, 120, 180)).toEqual([
      undefined,
      undefined,
      2,
      2,
      5,
      undefined,
    ]);
  });

  it('alternates between two values, each for half of the period', () => {
    expect(at(alternating(2, 6, '10m'), 0, 299, 300, 599, 600)).toEqual([2, 2, 6, 6, 2]);
  });

  it('ramps from one value to another', () => {
    expect(at(ramp(0, 10, '1m', '3m'), 0, 60, 120, 180, 999)).toEqual([0, 0, 5, 10, 10]);
  });

  it('counts at a rate, and anew in a process of its own', () => {
    const counter = counting(steps({ '0s': 2, '30s': gone, '45s': 1 }));
    expect(at(counter, 0, 15, 30, 45, 60)).toEqual([30, 60, undefined, 15, 30]);
  });

  it('counts the same in whatever order it is asked', () => {
    const counter = counting(0.1);
    expect(at(counter, 60, 0, 60)).toEqual([7.5, 1.5, 7.5]);
  });
});
