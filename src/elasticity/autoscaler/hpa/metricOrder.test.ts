/** @jest-environment node */
import { seededRandom } from '../seededRandom';
import { HpaController, initialHpaState } from './controller';
import { policyWith } from './run.testing';
import type { HpaObservation, HpaPolicy, MetricReading, MetricSpec } from './types';

const CASES = 120;
const SYNCS = 40;

type Random = () => number;
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)];
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1));

/** A metric of any kind, and any reading of it, failing ones included. */
interface Measured {
  readonly spec: MetricSpec;
  readonly reading: () => MetricReading | undefined;
}

function anyPods(random: Random): MetricReading {
  const requests = () => Array.from({ length: upTo(random, 3) }, () => 100 + upTo(random, 900));
  const pods = upTo(random, 6);
  return {
    ready: { pods, usageMilli: pods * upTo(random, 1500), requestMilli: pods * (100 + upTo(random, 900)) },
    unreadyRequestsMilli: requests(),
    missingRequestsMilli: requests(),
  };
}

function anyMetric(random: Random, index: number): Measured {
  const name = `metric-${index}`;
  const utilization = { type: 'Utilization', value: 1 + upTo(random, 99) } as const;
  const average = { type: 'AverageValue', value: 0.1 + random() * 5 } as const;
  const whole = { type: 'Value', value: 0.1 + random() * 5 } as const;
  const spec = pick<MetricSpec>(random, [
    { type: 'Resource', name, target: utilization },
    { type: 'Resource', name, target: average },
    { type: 'ContainerResource', name, container: 'main', target: utilization },
    { type: 'Pods', name, target: average },
    { type: 'Object', name, target: whole },
    { type: 'Object', name, target: average },
    { type: 'External', name, target: whole },
    { type: 'External', name, target: average },
  ]);
  const total = () => pick(random, [NaN, 0, random() * 30, random() * 30, random() * 30]);
  const isTotal = spec.type === 'Object' || spec.type === 'External';
  const failsOften = random() < 0.3;
  return {
    spec,
    reading: () => (random() < (failsOften ? 0.7 : 0.05) ? undefined : isTotal ? total() : anyPods(random)),
  };
}

function shuffled<T>(random: Random, all: readonly T[]): readonly T[] {
  return all
    .map((one) => ({ one, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

interface Case {
  readonly policy: HpaPolicy;
  /** What is seen at each sync, the metrics by the place they have in `policy`. */
  readonly seen: ReadonlyArray<Omit<HpaObservation, 'currentReplicas'>>;
  /** For each place in the other policy the place in `policy`. */
  readonly order: readonly number[];
}

function anyCase(seed: number): Case {
  const random = seededRandom(seed);
  const measured = Array.from({ length: 2 + upTo(random, 3) }, (_, i) => anyMetric(random, i));
  const rules = () => ({ stabilizationWindowSeconds: pick(random, [0, 60, 300]), tolerance: pick(random, [0, 0.1]) });
  return {
    policy: policyWith({
      minReplicas: pick(random, [0, 1, 2]),
      maxReplicas: pick(random, [5, 40]),
      metrics: measured.map(({ spec }) => spec),
      behavior: pick(random, [undefined, {}, { scaleUp: rules(), scaleDown: rules() }]),
    }),
    seen: Array.from({ length: SYNCS }, (_, i) => ({
      nowSeconds: 15 * (i + 1),
      readyReplicas: upTo(random, 5),
      metrics: measured.map(({ reading }) => reading()),
    })),
    order: shuffled(random, [...measured.keys()]),
  };
}

/** What the controller did at each sync; of what failed only that it failed, because the first failure names the reason. */
function decisions({ policy, seen }: Pick<Case, 'policy' | 'seen'>) {
  const controller = new HpaController(policy, initialHpaState(2, 0));
  let currentReplicas = 2;
  return seen.map((now) => {
    currentReplicas = controller.sync({ ...now, currentReplicas });
    const { recommendedReplicas, reason } = controller;
    return { currentReplicas, recommendedReplicas, reason: reason.replace(/^FailedGet.*/, 'failed') };
  });
}

function reordered({ policy, seen, order }: Case): Pick<Case, 'policy' | 'seen'> {
  const inOrder = <T>(all: readonly T[]): readonly T[] => order.map((place) => all[place]);
  return {
    policy: { ...policy, metrics: inOrder(policy.metrics) },
    seen: seen.map((now) => ({ ...now, metrics: inOrder(now.metrics) })),
  };
}

it('decides the same in whatever order the metrics are written, of all kinds and failing ones', () => {
  const reasons = new Set<string>();
  for (let seed = 0; seed < CASES; seed++) {
    const one = anyCase(seed);
    const decided = decisions(one);
    expect({ seed, decided: decisions(reordered(one)) }).toEqual({ seed, decided });
    decided.forEach(({ reason }) => reasons.add(reason));
  }
  // Else the cases would not be about what may depend on the order.
  expect([...reasons]).toEqual(
    expect.arrayContaining(['failed', 'DesiredWithinRange', 'ScaleDownStabilized', 'TooManyReplicas', 'ScaleUpLimit'])
  );
});
