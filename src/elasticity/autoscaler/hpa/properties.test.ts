/** @jest-environment node */
import { seededRandom } from '../seededRandom';
import { hpaStep, HpaController, initialHpaState } from './controller';
import { policyWith, run } from './run.testing';
import type { HpaPolicy, ScalingPolicy, ScalingRules } from './types';

const CASES = 120;
const pick = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)];

function anyRules(random: () => number): ScalingRules {
  const policy = (): ScalingPolicy => ({
    type: pick(random, ['Pods', 'Percent'] as const),
    value: pick(random, [1, 2, 5, 10, 50, 100, 400]),
    periodSeconds: pick(random, [15, 30, 60, 300]),
  });
  return {
    stabilizationWindowSeconds: pick(random, [0, 15, 60, 300, 600]),
    selectPolicy: pick(random, ['Max', 'Min', 'Disabled', undefined] as const),
    policies: pick(random, [undefined, [policy()], [policy(), policy()]]),
    tolerance: pick(random, [undefined, 0, 0.3]),
  };
}

function anyPolicy(random: () => number): HpaPolicy {
  const minReplicas = pick(random, [0, 1, 3]);
  return policyWith({
    minReplicas,
    maxReplicas: minReplicas + pick(random, [0, 5, 30]) || 1,
    behavior: pick(random, [
      undefined,
      {},
      { scaleUp: anyRules(random) },
      { scaleUp: anyRules(random), scaleDown: anyRules(random) },
    ]),
  });
}

/** A wandering load with jumps and gaps. */
function anyLoad(random: () => number, length: number): Array<number | undefined> {
  let level = random() * 200;
  return Array.from({ length }, () => {
    level = random() < 0.05 ? random() * 300 : Math.max(0, level + (random() - 0.5) * 40);
    return random() < 0.03 ? undefined : level;
  });
}

const cases = Array.from({ length: CASES }, (_, seed) => {
  const random = seededRandom(seed);
  const policy = anyPolicy(random);
  return { seed, policy, loads: anyLoad(random, 150), start: Math.max(1, Math.min(policy.maxReplicas, 4)) };
});

it('never leaves the bounds', () => {
  for (const { policy, loads, start, seed } of cases) {
    const { replicas } = run(policy, start, loads);
    expect({ seed, lowest: Math.min(...replicas) >= policy.minReplicas }).toEqual({ seed, lowest: true });
    expect({ seed, highest: Math.max(...replicas) <= policy.maxReplicas }).toEqual({ seed, highest: true });
  }
});

it('gives the same when it is split anywhere and the state is carried over as JSON', () => {
  for (const { policy, loads, start, seed } of cases) {
    const whole = run(policy, start, loads).replicas;
    let state = initialHpaState(start, 0);
    let currentReplicas = start;
    const pieces = loads.map((load, index) => {
      const restored: typeof state = JSON.parse(JSON.stringify(state));
      const seen = { nowSeconds: (index + 1) * 15, currentReplicas, readyReplicas: currentReplicas, metrics: [load] };
      const decision = hpaStep(policy, restored, seen);
      state = decision.state;
      currentReplicas = decision.desiredReplicas;
      return currentReplicas;
    });
    expect({ seed, replicas: pieces }).toEqual({ seed, replicas: whole });
  }
});

it('does not depend on when it happens', () => {
  const at = (offset: number, { policy, loads, start }: (typeof cases)[number]) => {
    const controller = new HpaController(policy, initialHpaState(start, offset));
    let currentReplicas = start;
    return loads.map((load, index) => {
      const nowSeconds = offset + (index + 1) * 15;
      currentReplicas = controller.sync({
        nowSeconds,
        currentReplicas,
        readyReplicas: currentReplicas,
        metrics: [load],
      });
      return currentReplicas;
    });
  };
  cases.forEach((one) => expect(at(1_790_000_000, one)).toEqual(at(0, one)));
});

function reversals(replicas: readonly number[]): number {
  const signs = replicas
    .slice(1)
    .map((now, i) => Math.sign(now - replicas[i]))
    .filter((sign) => sign !== 0);
  return signs.slice(1).filter((sign, i) => sign !== signs[i]).length;
}

it('a wider scale-down window never adds reversals, where scaling up is immediate', () => {
  for (const { loads, seed } of cases) {
    const counts = [0, 60, 120, 300, 600].map((stabilizationWindowSeconds) => {
      const behavior = {
        scaleUp: { tolerance: 0, policies: [{ type: 'Pods', value: 1000, periodSeconds: 15 }] },
        scaleDown: { tolerance: 0, stabilizationWindowSeconds },
      } as const;
      return reversals(run(policyWith({ behavior }), 4, loads).replicas);
    });
    expect({ seed, counts }).toEqual({ seed, counts: [...counts].sort((a, b) => b - a) });
  }
});

it('a longer step of the load never gives fewer replicas, where nothing holds it back', () => {
  for (const { loads } of cases.slice(0, 50)) {
    const known = loads.map((load) => load ?? 0);
    const behavior = {
      scaleUp: { tolerance: 0, policies: [{ type: 'Pods', value: 1000, periodSeconds: 15 }] },
      scaleDown: { tolerance: 0, stabilizationWindowSeconds: 300 },
    } as const;
    const less = run(policyWith({ behavior }), 4, known).replicas;
    const more = run(
      policyWith({ behavior }),
      4,
      known.map((load) => load * 1.3)
    ).replicas;
    expect(more.every((replicas, i) => replicas >= less[i])).toBe(true);
  }
});
