/** @jest-environment node */
import { SharedTime } from './sharedTime';

interface Stay {
  readonly from: number;
  readonly to: number;
}

/** Plays stays in the order of their moments, and says what each was charged. */
function charge(stays: readonly Stay[]): number[] {
  const time = new SharedTime();
  const ends = new Map<Stay, (now: number) => number>();
  const shares = new Map<Stay, number>();
  const moments = stays.flatMap((stay) => [
    { at: stay.from, happens: () => ends.set(stay, time.begin(stay.from)) },
    { at: stay.to, happens: () => shares.set(stay, ends.get(stay)?.(stay.to) ?? NaN) },
  ]);
  moments.sort((a, b) => a.at - b.at).forEach(({ happens }) => happens());
  return stays.map((stay) => shares.get(stay) ?? NaN);
}

/** Length of the union of all stays. */
function busyTime(stays: readonly Stay[]): number {
  let busy = 0;
  let upTo = -Infinity;
  for (const { from, to } of [...stays].sort((a, b) => a.from - b.from)) {
    busy += Math.max(0, to - Math.max(from, upTo));
    upTo = Math.max(upTo, to);
  }
  return busy;
}

describe('SharedTime', () => {
  it.each([
    ['one alone pays for its whole time', [{ from: 10, to: 16 }], [6]],
    ['two at once pay half each', [{ from: 0, to: 4 }, { from: 0, to: 4 }], [2, 2]], // prettier-ignore
    ['the second pays half while both are there', [{ from: 0, to: 4 }, { from: 2, to: 6 }], [3, 3]], // prettier-ignore
    ['idle time in between is free', [{ from: 0, to: 1 }, { from: 100, to: 102 }], [1, 2]], // prettier-ignore
    ['one inside another', [{ from: 0, to: 8 }, { from: 2, to: 4 }], [7, 1]], // prettier-ignore
    ['no time at all', [{ from: 3, to: 3 }], [0]],
  ])('%s', (_, stays, shares) => {
    expect(charge(stays)).toEqual(shares);
  });

  it('charges the busy time, no more and no less, however requests overlap', () => {
    let state = 7;
    const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
    for (let round = 0; round < 200; round++) {
      const stays = Array.from({ length: 1 + Math.floor(random() * 30) }, () => {
        const from = Math.floor(random() * 1000);
        return { from, to: from + Math.floor(random() * 200) };
      });
      const shares = charge(stays);
      expect(shares.every((share) => share >= 0)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(busyTime(stays), 8);
    }
  });

  it('charges once', () => {
    const time = new SharedTime();
    const end = time.begin(0);
    expect([end(5), end(9), time.begin(20)(21)]).toEqual([5, 0, 1]);
  });
});
