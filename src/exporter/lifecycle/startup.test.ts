/** @jest-environment node */
import { type BackendStatus, foundReady, type Observation, observe, startingAt, startupPhases } from './startup';

type Step = readonly [at: number, observation: Observation];

function after(initial: BackendStatus, steps: readonly Step[]): BackendStatus {
  return steps.reduce((status, [at, observation]) => observe(status, observation, at), initial);
}

describe('observe', () => {
  it.each<[string, readonly Step[], BackendStatus['state'], object | undefined]>([
    ['boots', [[101, 'refused']], 'starting', undefined],
    [
      'loads',
      [
        [101, 'refused'],
        [110, 'accepted'],
        [111, 'not_ready'],
      ],
      'starting',
      undefined,
    ],
    [
      'is ready',
      [
        [110, 'accepted'],
        [111, 'not_ready'],
        [115, 'ready'],
      ],
      'ready',
      { boot: 10, load: 5, total: 15 },
    ],
    [
      'one bad answer is chance',
      [
        [110, 'accepted'],
        [115, 'ready'],
        [120, 'not_ready'],
      ],
      'ready',
      { boot: 10, load: 5, total: 15 },
    ],
    [
      'bad answers that are not in a row',
      [
        [110, 'ready'],
        [120, 'not_ready'],
        [125, 'ready'],
        [130, 'not_ready'],
      ],
      'ready',
      { boot: 10, load: 0, total: 10 },
    ],
    [
      'two in a row',
      [
        [110, 'ready'],
        [120, 'not_ready'],
        [125, 'not_ready'],
      ],
      'unready',
      { boot: 10, load: 0, total: 10 },
    ],
    [
      'recovers without a new start',
      [
        [110, 'ready'],
        [120, 'not_ready'],
        [125, 'not_ready'],
        [130, 'ready'],
      ],
      'ready',
      { boot: 10, load: 0, total: 10 },
    ],
    [
      'is lost',
      [
        [110, 'ready'],
        [120, 'refused'],
        [121, 'refused'],
      ],
      'stopped',
      undefined,
    ],
    [
      'dies while it loads',
      [
        [110, 'accepted'],
        [112, 'refused'],
      ],
      'stopped',
      undefined,
    ],
    [
      'comes back',
      [
        [110, 'ready'],
        [120, 'refused'],
        [124, 'accepted'],
      ],
      'starting',
      undefined,
    ],
    [
      'starts again, which begins with the loss',
      [
        [110, 'ready'],
        [120, 'refused'],
        [124, 'accepted'],
        [130, 'ready'],
      ],
      'ready',
      { boot: 4, load: 6, total: 10 },
    ],
  ])('%s', (_, steps, state, phases) => {
    const status = after(startingAt(100), steps);
    expect(status.state).toBe(state);
    expect(startupPhases(status)).toEqual(phases);
  });

  it('says nothing about a start it has not seen, but all about the next one', () => {
    const found = foundReady(100);
    expect(startupPhases(after(found, [[105, 'ready']]))).toBeUndefined();
    expect(
      startupPhases(
        after(found, [
          [110, 'refused'],
          [112, 'accepted'],
          [113, 'ready'],
        ])
      )
    ).toEqual({ boot: 2, load: 1, total: 3 });
  });
});
