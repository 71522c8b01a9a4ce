import { seeded, type Random } from '../../demo/fleet/scenarios/random';
import { oneOf, SHAPES, valueAt, whole, type Steps } from './shapes';

export const MINUTES = 100;

/** From a minute on, until before another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What may go wrong with the samples themselves. */
export const SOURCES = ['one', 'two replicas of kube-state-metrics', 'two Prometheus', 'restarts'] as const;

/** One workload, by the minute, and how it is watched. */
export interface JudgementCase {
  readonly name: string;
  readonly desired: Steps;
  readonly min: Steps;
  readonly max: Steps;
  /** Minutes that a replica takes to become ready. */
  readonly startMinutes: number;
  /** A new release is rolled out. */
  readonly release?: Stretch;
  /** Nothing is scraped. */
  readonly gap?: Stretch;
  readonly source: (typeof SOURCES)[number];
  /** Requests per second that come, and what a replica carries; without them nobody measures the load. */
  readonly load?: Steps;
  readonly qpsPerReplica: number;
  /** When the process that counts requests begins at zero again. */
  readonly restartAt?: number;
}

const sometimes = (random: Random, share: number) => random() < share;

/** Minutes around an edge in which nothing changes: what happens at once is seen in one order here and in another there. */
const APART_MINUTES = 4;
const TRIES = 20;

/** A stretch of time whose edges lie apart from all changes, and where it is looked at; none where there is no room. */
function stretch(random: Random, changes: Steps, least: number, most: number): Stretch | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const from = whole(random, 15, MINUTES - most - 5);
    const to = from + whole(random, least, most);
    const isApart = [from, to].every((edge) => changes.every(([minute]) => Math.abs(minute - edge) >= APART_MINUTES));
    if (isApart) {
      return { from, to };
    }
  }
  return undefined;
}

function edited(random: Random, value: number): Steps {
  return sometimes(random, 0.15)
    ? [
        [0, value],
        [whole(random, 10, MINUTES - 10), value + 1],
      ]
    : [[0, value]];
}

/** Load that is clearly more or clearly less than the replicas carry, for as long as a rate over minutes needs to see it. */
function loadOf(random: Random, desired: Steps, qpsPerReplica: number): Steps {
  const steps: Array<[number, number]> = [];
  for (let minute = 0; minute < MINUTES; minute += whole(random, 9, 25)) {
    const capacity = Math.max(1, valueAt(desired, minute)) * qpsPerReplica;
    steps.push([minute, capacity * oneOf(random, [0, 0.4, 0.8, 1.05, 1.5, 3])]);
  }
  return steps;
}

/** One of the shapes, with whatever chance adds to it. The same seed and number always give the same case. */
export function caseOf(seed: string, index: number): JudgementCase {
  const random = seeded(seed, 'judgement', index);
  const shapes = Object.entries(SHAPES);
  const [shape, draw] = shapes[index % shapes.length] ?? oneOf(random, shapes);
  const desired = draw(random, MINUTES);
  const qpsPerReplica = whole(random, 1, 5);
  const hasLoad = sometimes(random, 0.3);
  const release = sometimes(random, 0.25) ? stretch(random, desired, 3, 10) : undefined;
  const gap = sometimes(random, 0.15) ? stretch(random, desired, 2, 25) : undefined;
  return {
    name: `${shape.replaceAll(' ', '-')}-${index}`,
    desired,
    min: edited(random, Math.min(...desired.map(([, value]) => value))),
    max: edited(random, 12),
    startMinutes: whole(random, 0, 2),
    release,
    // A release that begins or ends unseen would be told by one and not by the other.
    gap: gap && (release === undefined || gap.from > release.to || gap.to < release.from) ? gap : undefined,
    source: oneOf(random, SOURCES),
    qpsPerReplica,
    load: hasLoad ? loadOf(random, desired, qpsPerReplica) : undefined,
    restartAt: hasLoad && sometimes(random, 0.3) ? whole(random, 10, MINUTES - 10) : undefined,
  };
}
