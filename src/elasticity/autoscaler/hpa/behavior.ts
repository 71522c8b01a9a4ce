import type { Normalizer } from './normalizer';
import { ScaleEvents } from './scaleEvents';
import type { HpaFlags, HpaState, LimitReason, ScalingBehavior, ScalingPolicy, ScalingRules } from './types';
import { WindowExtreme } from './windowExtreme';

/** Defaults of autoscaling/v2 for what `behavior` leaves out (`pkg/apis/autoscaling/v2/defaults.go`). */
export const SCALE_UP_DEFAULTS = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
} as const satisfies ScalingRules;

export const SCALE_DOWN_DEFAULTS = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
} as const satisfies ScalingRules;

type CompleteRules = Required<Pick<ScalingRules, 'stabilizationWindowSeconds' | 'selectPolicy' | 'policies'>>;

/** A rule set with its gaps filled in; the window for scaling down comes from the controller's flag. */
function complete(rules: ScalingRules | undefined, defaults: CompleteRules): CompleteRules {
  return {
    stabilizationWindowSeconds: rules?.stabilizationWindowSeconds ?? defaults.stabilizationWindowSeconds,
    selectPolicy: rules?.selectPolicy ?? defaults.selectPolicy,
    policies: rules?.policies ?? defaults.policies,
  };
}

const periodsOf = ({ policies }: CompleteRules) => policies.map(({ periodSeconds }) => periodSeconds);

/** Replicas that a policy lets one reach, from those at the start of its period. */
function reachUp({ type, value }: ScalingPolicy, start: number): number {
  return type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100));
}

function reachDown({ type, value }: ScalingPolicy, start: number): number {
  return type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100));
}

/**
 * Windows and rates of `behavior`.
 * Source: Kubernetes documentation, "Configurable scaling behavior"; `normalizeDesiredReplicasWithBehaviors` in
 * `horizontal.go`.
 */
export class BehaviorNormalizer implements Normalizer {
  limitReason: LimitReason = 'DesiredWithinRange';
  private readonly up: CompleteRules;
  private readonly down: CompleteRules;
  private readonly lowest: WindowExtreme;
  private readonly highest: WindowExtreme;
  private readonly added: ScaleEvents;
  private readonly removed: ScaleEvents;

  constructor(
    behavior: ScalingBehavior,
    private readonly bounds: { readonly minReplicas: number; readonly maxReplicas: number },
    { downscaleStabilizationSeconds }: HpaFlags,
    state: HpaState
  ) {
    this.up = complete(behavior.scaleUp, SCALE_UP_DEFAULTS);
    this.down = complete(behavior.scaleDown, {
      ...SCALE_DOWN_DEFAULTS,
      stabilizationWindowSeconds: downscaleStabilizationSeconds,
    });
    this.lowest = new WindowExtreme('lowest', this.up.stabilizationWindowSeconds, false, state.lowest);
    this.highest = new WindowExtreme('highest', this.down.stabilizationWindowSeconds, false, state.highest);
    const [upPeriods, downPeriods] = [periodsOf(this.up), periodsOf(this.down)];
    const periods = [...upPeriods, ...downPeriods];
    this.added = new ScaleEvents(Math.max(0, ...upPeriods), periods, state.scaleUpEvents);
    this.removed = new ScaleEvents(Math.max(0, ...downPeriods), periods, state.scaleDownEvents);
  }

  /**
   * The recommendation, held back by the windows: it rises no higher than the lowest recommendation of the scale-up window
   * and falls no lower than the highest of the scale-down window. What is remembered is the recommendation as it came.
   */
  stabilize(recommended: number, currentReplicas: number, nowSeconds: number): number {
    const lowest = this.lowest.push(recommended, nowSeconds);
    const highest = this.highest.push(recommended, nowSeconds);
    return Math.min(Math.max(currentReplicas, lowest), highest);
  }

  /** The controller names the way that the recommendation went, whichever window held it. */
  stabilizedReason(recommended: number, currentReplicas: number): 'ScaleUpStabilized' | 'ScaleDownStabilized' {
    return recommended >= currentReplicas ? 'ScaleUpStabilized' : 'ScaleDownStabilized';
  }

  limit(stabilized: number, currentReplicas: number, nowSeconds: number): number {
    this.limitReason = 'DesiredWithinRange';
    if (stabilized > currentReplicas) {
      return this.limitUp(stabilized, currentReplicas, nowSeconds);
    }
    return stabilized < currentReplicas ? this.limitDown(stabilized, currentReplicas, nowSeconds) : stabilized;
  }

  record(from: number, to: number, nowSeconds: number): void {
    if (to > from) {
      this.added.add(nowSeconds, to - from);
    } else if (to < from) {
      this.removed.add(nowSeconds, from - to);
    }
  }

  memory(): Pick<HpaState, 'lowest' | 'highest' | 'scaleUpEvents' | 'scaleDownEvents'> {
    return {
      lowest: this.lowest.entries(),
      highest: this.highest.entries(),
      scaleUpEvents: this.added.entries(),
      scaleDownEvents: this.removed.entries(),
    };
  }

  private limitUp(stabilized: number, current: number, nowSeconds: number): number {
    const { maxReplicas } = this.bounds;
    const byRate = Math.max(current, this.reach(this.up, reachUp, current, nowSeconds, 'upwards'));
    const highest = Math.min(maxReplicas, byRate);
    if (stabilized <= highest) {
      return stabilized;
    }
    this.limitReason = maxReplicas > byRate ? 'ScaleUpLimit' : 'TooManyReplicas';
    return highest;
  }

  private limitDown(stabilized: number, current: number, nowSeconds: number): number {
    const { minReplicas } = this.bounds;
    const byRate = Math.min(current, this.reach(this.down, reachDown, current, nowSeconds, 'downwards'));
    const lowest = Math.max(minReplicas, byRate);
    if (stabilized >= lowest) {
      return stabilized;
    }
    this.limitReason = minReplicas < byRate ? 'ScaleDownLimit' : 'TooFewReplicas';
    return lowest;
  }

  /**
   * Each policy counts from the replicas at the start of its period: those of now without what was added, with what was
   * removed. Max takes the policy that allows the largest change, Min the smallest, Disabled none.
   */
  private reach(
    { selectPolicy, policies }: CompleteRules,
    reachOf: (policy: ScalingPolicy, start: number) => number,
    current: number,
    now: number,
    way: 'upwards' | 'downwards'
  ): number {
    if (selectPolicy === 'Disabled') {
      return current;
    }
    const takesHighest = (selectPolicy === 'Max') === (way === 'upwards');
    let chosen = takesHighest ? -Infinity : Infinity;
    for (const policy of policies) {
      const { periodSeconds } = policy;
      const added = this.added.changedWithin(periodSeconds, now);
      const removed = this.removed.changedWithin(periodSeconds, now);
      const reached = reachOf(policy, current - added + removed);
      chosen = takesHighest ? Math.max(chosen, reached) : Math.min(chosen, reached);
    }
    return chosen;
  }
}
