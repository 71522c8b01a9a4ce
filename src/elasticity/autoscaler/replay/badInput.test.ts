/** @jest-environment node */
import { replay } from './replay';
import { inputOf, PLANT } from './replay.testing';
import type { ReplayInput } from './types';

const load = (timesSeconds: number[], values: Array<number | null>): Partial<ReplayInput> => ({
  load: { timesSeconds, values },
});
const plant = (rest: Partial<typeof PLANT>): Partial<ReplayInput> => ({ plant: { ...PLANT, ...rest } });

describe('input that cannot be replayed is refused, with what is wrong and where', () => {
  it.each<[string, Partial<ReplayInput>, string]>([
    ['no samples', load([], []), 'Load: has no samples; at least two are needed.'],
    ['one sample', load([5], [1]), 'Load: has one sample; at least two are needed.'],
    ['no value at all', load([0, 15], [null, NaN]), 'Load: none of the 2 samples has a value.'],
    ['fewer values than times', load([0, 15], []), 'Load: none of the 2 samples has a value.'],
    ['a negative value', load([0, 15], [1, -2]), 'Load: sample 2 (at 15 s) is -2; it has to be 0 or more.'],
    [
      'an infinite value',
      load([0, 15], [1, Infinity]),
      'Load: sample 2 (at 15 s) is Infinity; it has to be 0 or more.',
    ],
    [
      'out of order',
      load([0, 30, 15], [1, 1, 1]),
      'Load: the time of sample 3 (15 s) is not after the one before (30 s).',
    ],
    [
      'twice the same time',
      load([0, 0], [1, 1]),
      'Load: the time of sample 2 (0 s) is not after the one before (0 s).',
    ],
    [
      'a time that is not a number',
      load([0, NaN], [1, 1]),
      'Load: the time of sample 2 (NaN s) is not after the one before (0 s).',
    ],
    [
      'no capacity',
      plant({ requestsPerSecondPerReplica: 0 }),
      'Capacity of a replica: 0 requests/s; it has to be above 0.',
    ],
    [
      'no cold start',
      plant({ coldStartSeconds: [] }),
      'Cold starts: at least one is needed (0 when replicas serve at once).',
    ],
    ['a negative cold start', plant({ coldStartSeconds: [3, -1] }), 'Cold starts: -1 s; each has to be 0 or more.'],
    ['a negative drain', plant({ drainSeconds: -1 }), 'Drain: -1 s; it has to be 0 or more.'],
    [
      'a queue of less than nothing',
      plant({ queueLimitRequests: -1 }),
      'Limit of the queue: -1 requests; it has to be 0 or more.',
    ],
    ['half a replica', { startReplicas: 0.5 }, 'Replicas at the start: 0.5; it has to be a whole number, 0 or more.'],
  ])('%s', (_name, rest, message) => {
    expect(() => replay(inputOf([1, 2], rest))).toThrow(new RangeError(message));
  });

  it('a state of the other kind', () => {
    const { state } = replay(inputOf([1, 2]));
    const keda = {
      minReplicaCount: 0,
      maxReplicaCount: 1,
      triggers: [],
      pollingIntervalSeconds: 30,
      cooldownPeriodSeconds: 300,
    };
    expect(() => replay(inputOf([1, 2], { autoscaler: { kind: 'keda', policy: keda } }), state)).toThrow(
      'A replay of keda cannot go on from a state of hpa.'
    );
  });
});
