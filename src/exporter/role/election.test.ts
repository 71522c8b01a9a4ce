/** @jest-environment node */
import { nextStep, pauseSeconds, type Situation, type Step, wishOf } from './election';

const TIMES = { leaseSeconds: 15, renewDeadlineSeconds: 10, retrySeconds: 2 };

/** A candidate that has just seen the lease of another one. */
const OTHERS: Situation = {
  identity: 'me',
  wish: 'lead',
  exists: true,
  holder: 'other',
  isOwnWrite: false,
  durationSeconds: 15,
  unchangedSeconds: 0,
  times: TIMES,
};
/** The leader, after its own renewal. */
const OWN: Situation = { ...OTHERS, holder: 'me', isOwnWrite: true };
/** Held under the own name, by a write that was not this process's. */
const NAMESAKE: Situation = { ...OTHERS, holder: 'me' };
const NEVER_SEEN: Situation = { ...OTHERS, exists: false, holder: '', durationSeconds: 0 };
const RELEASED: Situation = { ...OTHERS, holder: '', durationSeconds: 1 };

describe('nextStep', () => {
  it.each<[string, Situation, Partial<Situation>, Step]>([
    ['leaves a lease to a holder it has just seen renew', OTHERS, {}, 'wait'],
    ['waits until just before the whole duration is over', OTHERS, { unchangedSeconds: 14.999 }, 'wait'],
    ['takes it when it was unchanged for exactly its duration', OTHERS, { unchangedSeconds: 15 }, 'take'],
    [
      'waits for the duration of the lease, not for its own: longer',
      OTHERS,
      { durationSeconds: 60, unchangedSeconds: 59 },
      'wait',
    ],
    [
      'waits for the duration of the lease, not for its own: shorter',
      OTHERS,
      { durationSeconds: 3, unchangedSeconds: 3 },
      'take',
    ],
    ['gives a duration of 0 its own one', OTHERS, { durationSeconds: 0, unchangedSeconds: 14.999 }, 'wait'],
    ['takes one with a duration of 0 after its own one', OTHERS, { durationSeconds: 0, unchangedSeconds: 15 }, 'take'],
    ['gives a negative duration its own one', OTHERS, { durationSeconds: -5, unchangedSeconds: 1 }, 'wait'],
    ['takes a released lease at once', RELEASED, {}, 'take'],
    ['writes a lease that never was', NEVER_SEEN, {}, 'create'],
    [
      'leaves a deleted lease to its holder until that must have noticed',
      OTHERS,
      { exists: false, unchangedSeconds: 14 },
      'wait',
    ],
    ['writes a deleted lease anew after its duration', OTHERS, { exists: false, unchangedSeconds: 15 }, 'create'],
    ['renews its own', OWN, {}, 'renew'],
    ['renews its own late, if nobody took it', OWN, { unchangedSeconds: 100 }, 'renew'],
    ['writes its own anew when it was deleted', OWN, { exists: false }, 'create'],
    ['does not touch one of the same name that is renewed', NAMESAKE, { unchangedSeconds: 3.999 }, 'wait'],
    ['takes up one of the same name that nobody renews for two periods', NAMESAKE, { unchangedSeconds: 4 }, 'renew'],
    [
      'takes up a short one of the same name when it ends',
      NAMESAKE,
      { durationSeconds: 1, unchangedSeconds: 1 },
      'renew',
    ],
  ])('%s', (_, situation, change, step) => {
    expect(nextStep({ ...situation, ...change })).toBe(step);
  });

  it.each<[string, Situation, Partial<Situation>, Step]>([
    ['renews what it has', OWN, {}, 'renew'],
    ['writes what it has anew when it was deleted', OWN, { exists: false }, 'create'],
    ['takes no free lease', RELEASED, {}, 'wait'],
    ['takes no lease that is over', OTHERS, { unchangedSeconds: 100 }, 'wait'],
    ['creates none', NEVER_SEEN, {}, 'wait'],
    ['takes up none of an earlier run', NAMESAKE, { unchangedSeconds: 100 }, 'wait'],
  ])('of a candidate that only keeps: %s', (_, situation, change, step) => {
    expect(nextStep({ ...situation, ...change, wish: 'keep' })).toBe(step);
  });

  it.each<[string, Situation, Partial<Situation>, Step]>([
    ['gives up what it has', OWN, {}, 'release'],
    ['writes no deleted lease', OWN, { exists: false }, 'wait'],
    ['leaves that of another one alone', OTHERS, {}, 'wait'],
    ['leaves that of another one alone even when it is over', OTHERS, { unchangedSeconds: 100 }, 'wait'],
    ['has nothing to do with a released one', RELEASED, {}, 'wait'],
    ['leaves one of the same name alone while somebody may renew it', NAMESAKE, { unchangedSeconds: 3.999 }, 'wait'],
    ['gives up one that an earlier run left', NAMESAKE, { unchangedSeconds: 4 }, 'release'],
  ])('of a candidate that leaves: %s', (_, situation, change, step) => {
    expect(nextStep({ ...situation, ...change, wish: 'leave' })).toBe(step);
  });
});

describe('pauseSeconds', () => {
  it.each<[string, Situation, Partial<Situation>, number, number]>([
    ['a leader renews every period', OWN, {}, 2, 2],
    ['one that leaves looks every period', OWN, { wish: 'leave' }, 2, 2],
    ['one that only keeps looks every period', OTHERS, { wish: 'keep' }, 2, 2],
    ['a candidate looks with the jitter of client-go', OTHERS, {}, 2, 2 * 2.2],
    ['a candidate is there when the lease runs out', OTHERS, { unchangedSeconds: 14.5 }, 0.5, 0.7],
    ['a candidate that cannot take a free lease tries again', RELEASED, { unchangedSeconds: 1 }, 2, 2 * 2.2],
    ['one of the same name is looked at when it can be taken up', NAMESAKE, { unchangedSeconds: 3 }, 1, 1.2],
  ])('%s', (_, situation, change, least, most) => {
    expect(pauseSeconds({ ...situation, ...change }, 0)).toBeCloseTo(least, 6);
    expect(pauseSeconds({ ...situation, ...change }, 1)).toBeCloseTo(most, 6);
  });

  it('never spins: a pause is longer than nothing whatever the lease says', () => {
    for (const durationSeconds of [-1, 0, 0.001, 1e9]) {
      for (const unchangedSeconds of [0, 14.9999, 15, 1e6]) {
        expect(pauseSeconds({ ...OTHERS, durationSeconds, unchangedSeconds }, 0)).toBeGreaterThan(0);
      }
    }
  });
});

describe('a leader and a candidate by clocks of their own', () => {
  it.each([
    ['the leader is cut off right after a renewal arrived', 0],
    ['the renewal took long to arrive', 4.9],
  ])('never lead at once when %s', (_, latencySeconds) => {
    // The leader counts from when it sent the renewal, the candidate from when it first saw it.
    const leadsUntil = TIMES.renewDeadlineSeconds;
    const seenAt = latencySeconds;
    const steps = Array.from({ length: 300 }, (__, tick) => tick / 10)
      .filter((at) => at >= seenAt)
      .map((at) => ({ at, step: nextStep({ ...OTHERS, unchangedSeconds: at - seenAt }) }));
    const takenAt = steps.find(({ step }) => step === 'take')?.at ?? NaN;
    expect(takenAt).toBeCloseTo(seenAt + TIMES.leaseSeconds, 0);
    expect(takenAt).toBeGreaterThan(leadsUntil);
  });
});

describe('wishOf', () => {
  it.each([
    ['a ready backend may lead', 'ready', false, 0, 'lead'],
    ['a draining one keeps the lead until its work is done', 'ready', true, 0, 'keep'],
    ['a starting one is no candidate', 'starting', false, 0, 'leave'],
    ['one that was stopped gives up at once', 'stopped', false, 0, 'leave'],
    ['one that is unready keeps the lead for a while', 'unready', false, 9.999, 'keep'],
    ['one that is unready for exactly the deadline gives up', 'unready', false, 10, 'leave'],
    ['one that is unready while it drains keeps no longer', 'unready', true, 10, 'leave'],
  ] as const)('%s', (_, state, draining, forSeconds, wish) => {
    expect(wishOf({ state, since: 1_800_000_000 }, draining, 1_800_000_000 + forSeconds, TIMES)).toBe(wish);
  });
});
