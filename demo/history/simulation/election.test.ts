import { seeded } from '../../fleet/scenarios/random';
import { Election, type Standing } from './election';

const A: Standing = { name: 'a', sinceSeconds: 0 };
const B: Standing = { name: 'b', sinceSeconds: 0.5 };

function led(seed: number): Election {
  const election = new Election(seeded('election', seed));
  election.advance(100, [A, B]);
  return election;
}

/** Seconds from the loss of the leader at 100 until the other one holds the lease. */
function takeover(election: Election): number {
  let now = 100;
  while (election.lease?.holder !== 'b' && now < 200) {
    election.advance(++now, [B]);
  }
  return (election.lease?.acquiredAt ?? Infinity) - 100;
}

describe('Election', () => {
  const seeds = Array.from({ length: 50 }, (_, seed) => seed);

  it('keeps its leader while that one renews', () => {
    expect(led(1).lease).toMatchObject({ holder: 'a', acquiredAt: 0 });
    expect(led(1).lease?.renewedAt).toBeGreaterThan(97);
  });

  it('replaces a dead leader when the lease has run out by the clock of the other one', () => {
    const seconds = seeds.map((seed) => takeover(led(seed)));
    expect(Math.min(...seconds)).toBeGreaterThan(15 - 2);
    expect(Math.max(...seconds)).toBeLessThan(15 + 2 * 4.4);
  });

  it('replaces a leader that gave up at the next attempt', () => {
    for (const seed of seeds) {
      const election = led(seed);
      election.release('a', 100);
      expect(takeover(election)).toBeLessThan(4.4);
    }
  });
});
