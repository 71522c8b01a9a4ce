import type { Random } from '../../demo/fleet/scenarios/random';

/** Something that changes at minutes: each value holds from its minute on. */
export type Steps = ReadonlyArray<readonly [minute: number, value: number]>;

export function valueAt(steps: Steps, minute: number): number {
  return steps.reduce((value, [from, next]) => (from <= minute ? next : value), steps[0]?.[1] ?? 0);
}

/** A whole number from `least` to `most`, both included. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function oneOf<T>(random: Random, choices: readonly T[]): T {
  const chosen = choices[whole(random, 0, choices.length - 1)];
  if (chosen === undefined) {
    throw new Error('there is nothing to choose from');
  }
  return chosen;
}

/** What an autoscaler may want over a hundred minutes. Two changes are at least two minutes apart: rules look every minute. */
export const SHAPES: Readonly<Record<string, (random: Random, minutes: number) => Steps>> = {
  steady: (random) => [[0, whole(random, 1, 9)]],

  step: (random, minutes) => {
    const from = whole(random, 1, 5);
    return [
      [0, from],
      [whole(random, 20, minutes - 10), from + whole(random, 1, 4)],
    ];
  },

  ramp: (random, minutes) => {
    const every = whole(random, 4, 12);
    return Array.from({ length: Math.floor(minutes / every) }, (_, index): [number, number] => [
      index * every,
      1 + index,
    ]);
  },

  square: (random, minutes) => {
    const half = whole(random, 3, 22);
    const low = whole(random, 1, 4);
    const high = low + whole(random, 1, 4);
    return Array.from({ length: Math.floor(minutes / half) }, (_, index): [number, number] => [
      index * half,
      index % 2 === 0 ? low : high,
    ]);
  },

  saw: (random, minutes) => {
    const teeth = whole(random, 2, 4);
    const every = whole(random, 3, 8);
    return Array.from({ length: Math.floor(minutes / every) }, (_, index): [number, number] => [
      index * every,
      2 + (index % (teeth + 1)),
    ]);
  },

  walk: (random, minutes) => {
    const steps: Array<[number, number]> = [[0, 5]];
    for (let minute = whole(random, 2, 15); minute < minutes; minute += whole(random, 2, 15)) {
      steps.push([minute, whole(random, 1, 9)]);
    }
    return steps;
  },

  calmed: (random, minutes) => {
    const half = whole(random, 3, 6);
    const until = whole(random, 25, minutes - 20);
    return Array.from({ length: Math.floor(until / half) }, (_, index): [number, number] => [
      index * half,
      index % 2 === 0 ? 2 : 5,
    ]);
  },

  'bounces off zero': (random, minutes) => {
    const half = whole(random, 4, 20);
    return Array.from({ length: Math.floor(minutes / half) }, (_, index): [number, number] => [
      index * half,
      index % 2 === 0 ? whole(random, 1, 3) : 0,
    ]);
  },
};
