import type { HpaPolicy, HpaReason, HpaState, ScalingPolicy, ScalingRules } from './types';

/** Defaults of autoscaling/v2 for what `behavior` leaves out; the downscale window is the controller's flag. */
const SCALE_UP_DEFAULTS = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
} as const satisfies ScalingRules;

const SCALE_DOWN_DEFAULTS = {
  stabilizationWindowSeconds: 300,
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
} as const satisfies ScalingRules;

type CompleteRules = Required<Pick<ScalingRules, 'stabilizationWindowSeconds' | 'selectPolicy' | 'policies'>>;

interface Limited {
  readonly replicas: number;
  readonly reason: HpaReason;
}

function rulesOf(policy: HpaPolicy): { up: CompleteRules; down: CompleteRules } {
  return {
    up: { ...SCALE_UP_DEFAULTS, ...policy.behavior?.scaleUp },
    down: { ...SCALE_DOWN_DEFAULTS, ...policy.behavior?.scaleDown },
  };
}

/** How long the state has to remember recommendations, in seconds. */
export function longestWindowSeconds(policy: HpaPolicy): number {
  const { up, down } = rulesOf(policy);
  return Math.max(up.stabilizationWindowSeconds, down.stabilizationWindowSeconds);
}

/** How long the state has to remember scale events, in seconds. */
export function longestPeriodSeconds(policy: HpaPolicy): number {
  const { up, down } = rulesOf(policy);
  return Math.max(0, ...[...up.policies, ...down.policies].map((each) => each.periodSeconds));
}

/**
 * The recommendation, held back by the stabilization windows: it rises no higher than the lowest recommendation of the
 * scale-up window and falls no lower than the highest of the scale-down window.
 */
export function stabilize(
  policy: HpaPolicy,
  state: HpaState,
  nowSeconds: number,
  currentReplicas: number,
  recommended: number
): number {
  const { up, down } = rulesOf(policy);
  let lowestForUp = recommended;
  let highestForDown = recommended;
  for (const { atSeconds, replicas } of state.recommendations) {
    if (atSeconds > nowSeconds - up.stabilizationWindowSeconds) {
      lowestForUp = Math.min(lowestForUp, replicas);
    }
    if (atSeconds > nowSeconds - down.stabilizationWindowSeconds) {
      highestForDown = Math.max(highestForDown, replicas);
    }
  }
  return Math.min(Math.max(currentReplicas, lowestForUp), highestForDown);
}

function changedSince(events: HpaState['scaleUpEvents'], nowSeconds: number, periodSeconds: number): number {
  return events
    .filter(({ atSeconds }) => atSeconds > nowSeconds - periodSeconds)
    .reduce((sum, { change }) => sum + change, 0);
}

/** Replicas that the policies of one direction allow now, seen from where each policy's period began. */
function policyLimits(
  rules: CompleteRules,
  state: HpaState,
  nowSeconds: number,
  currentReplicas: number,
  allow: (policy: ScalingPolicy, periodStart: number) => number
): number[] {
  return rules.policies.map((policy) => {
    const added = changedSince(state.scaleUpEvents, nowSeconds, policy.periodSeconds);
    const removed = changedSince(state.scaleDownEvents, nowSeconds, policy.periodSeconds);
    return allow(policy, currentReplicas - added + removed);
  });
}

function scaleUpLimit(rules: CompleteRules, state: HpaState, nowSeconds: number, currentReplicas: number): number {
  if (rules.selectPolicy === 'Disabled') {
    return currentReplicas;
  }
  const limits = policyLimits(rules, state, nowSeconds, currentReplicas, (policy, start) =>
    policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100))
  );
  return Math.max(currentReplicas, rules.selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits));
}

function scaleDownLimit(rules: CompleteRules, state: HpaState, nowSeconds: number, currentReplicas: number): number {
  if (rules.selectPolicy === 'Disabled') {
    return currentReplicas;
  }
  const limits = policyLimits(rules, state, nowSeconds, currentReplicas, (policy, start) =>
    policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100))
  );
  return Math.min(currentReplicas, rules.selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits));
}

/** The stabilized number, held within the rate policies and the bounds; the tighter of the two names the reason. */
export function limitRate(
  policy: HpaPolicy,
  state: HpaState,
  nowSeconds: number,
  currentReplicas: number,
  stabilized: number
): Limited {
  const { up, down } = rulesOf(policy);
  if (stabilized > currentReplicas) {
    const byRate = scaleUpLimit(up, state, nowSeconds, currentReplicas);
    const highest = Math.min(policy.maxReplicas, byRate);
    if (stabilized > highest) {
      return { replicas: highest, reason: policy.maxReplicas > byRate ? 'ScaleUpLimit' : 'TooManyReplicas' };
    }
  } else if (stabilized < currentReplicas) {
    const byRate = scaleDownLimit(down, state, nowSeconds, currentReplicas);
    const lowest = Math.max(policy.minReplicas, byRate);
    if (stabilized < lowest) {
      return { replicas: lowest, reason: policy.minReplicas < byRate ? 'ScaleDownLimit' : 'TooFewReplicas' };
    }
  }
  return { replicas: stabilized, reason: 'DesiredWithinRange' };
}
