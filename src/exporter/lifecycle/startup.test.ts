/** @jest-environment node */
import {
  answeredForReal,
  type BackendStatus,
  foundReady,
  milestones,
  modelLoaded,
  type Observation,
  observe,
  startingAt,
  startupPhases,
} from './startup';

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
    [
      'is another process without having been lost, which is a start too quick to be timed',
      [
        [110, 'ready'],
        [115, 'restarted'],
        [115, 'ready'],
      ],
      'ready',
      { boot: 0, load: 0, total: 0 },
    ],
    [
      'is another process because it was lost, which is one start and not two',
      [
        [110, 'ready'],
        [120, 'refused'],
        [124, 'accepted'],
        [126, 'restarted'],
        [126, 'ready'],
      ],
      'ready',
      { boot: 4, load: 2, total: 6 },
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

describe('milestones', () => {
  const ready = after(startingAt(100), [
    [110, 'accepted'],
    [115, 'ready'],
  ]);

  it.each<[string, BackendStatus, object]>([
    ['before anything is seen', startingAt(100), { process_seen: 100 }],
    ['while it loads', after(startingAt(100), [[110, 'accepted']]), { process_seen: 100, first_connection: 110 }],
    [
      'when the backend said that its model is loaded before it is ready',
      modelLoaded(after(startingAt(100), [[110, 'accepted']]), 3, 113),
      { process_seen: 100, first_connection: 110, model_loaded: 113 },
    ],
    [
      'when it is ready and says nothing of a model',
      ready,
      { process_seen: 100, first_connection: 110, first_healthy_answer: 115, model_loaded: 115 },
    ],
    [
      'when it loads the model for the first request',
      answeredForReal(modelLoaded(ready, 4, 121), 116, 122),
      {
        process_seen: 100,
        first_connection: 110,
        first_healthy_answer: 115,
        model_loaded: 121,
        first_real_answer: 122,
      },
    ],
    [
      'when it answers again, and loads another model for that',
      answeredForReal(modelLoaded(answeredForReal(ready, 116, 117), 4, 125), 124, 126),
      {
        process_seen: 100,
        first_connection: 110,
        first_healthy_answer: 115,
        model_loaded: 115,
        first_real_answer: 117,
      },
    ],
    ['when it was lost', after(answeredForReal(ready, 116, 117), [[120, 'refused']]), { process_seen: 120 }],
    [
      'when the process before still answers what it took',
      answeredForReal(
        after(ready, [
          [120, 'refused'],
          [121, 'ready'],
        ]),
        119,
        122
      ),
      { process_seen: 120, first_connection: 121, first_healthy_answer: 121, model_loaded: 121 },
    ],
    ['of a start that was over before', answeredForReal(modelLoaded(foundReady(100), 4, 101), 102, 103), {}],
  ])('%s', (_, status, reached) => {
    expect(milestones(status)).toEqual(reached);
  });
});
