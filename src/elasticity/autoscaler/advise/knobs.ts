import {
  DEFAULT_HPA_FLAGS,
  SCALE_DOWN_DEFAULTS,
  SCALE_UP_DEFAULTS,
  type MetricSpec,
  type ScalingPolicy,
  type ScalingRules,
} from '../hpa';
import { hpaOfScaledObject } from '../keda';
import { metricsOf, type AutoscalerPolicy } from '../replay';
import type { Direction, SettingChange } from './change';
import { targetsNear } from './targets';

/** One setting and the changes of it that are worth a try. */
export type Knob = readonly SettingChange[];

const WINDOWS_SECONDS = {
  scaleDown: [0, 60, 120, 300, 600, 900, 1800, 3600],
  scaleUp: [0, 30, 60, 120],
} as const;

const RATES: Readonly<Record<Direction, readonly ScalingPolicy[]>> = {
  scaleDown: [
    { type: 'Percent', value: 100, periodSeconds: 15 },
    { type: 'Percent', value: 50, periodSeconds: 60 },
    { type: 'Percent', value: 10, periodSeconds: 60 },
    { type: 'Pods', value: 1, periodSeconds: 60 },
  ],
  scaleUp: [
    { type: 'Percent', value: 100, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 60 },
    { type: 'Pods', value: 4, periodSeconds: 60 },
  ],
};

const EXTRA_REPLICAS = [1, 2, 3] as const;
const COOLDOWNS_SECONDS = [60, 120, 300, 600, 1200, 1800] as const;

/**
 * What may be set differently. Never a minimum below the present one, which may guard against failures that no load shows, nor
 * another maximum, which bounds the cost, nor the target of memory, of which too much ends a pod; a direction that is switched
 * off stays so.
 */
export function knobsOf(autoscaler: AutoscalerPolicy): readonly Knob[] {
  const knobs = [
    ...(['scaleDown', 'scaleUp'] as const).flatMap((direction) => behaviorKnobs(autoscaler, direction)),
    ...targetKnobs(autoscaler),
    minimumKnob(autoscaler),
    cooldownKnob(autoscaler),
  ];
  return knobs.filter((knob) => knob.length > 0);
}

function behaviorKnobs(autoscaler: AutoscalerPolicy, direction: Direction): readonly Knob[] {
  if (rulesOf(autoscaler, direction)?.selectPolicy === 'Disabled') {
    return [];
  }
  const window = windowOf(autoscaler, direction);
  const policies = policiesOf(autoscaler, direction);
  const isPresent = (policy: ScalingPolicy) => policies.length === 1 && isSame(policy, policies[0]);
  return [
    WINDOWS_SECONDS[direction]
      .filter((seconds) => seconds !== window)
      .map((seconds) => ({ kind: 'window', direction, seconds })),
    RATES[direction].filter((policy) => !isPresent(policy)).map((policy) => ({ kind: 'rate', direction, policy })),
  ];
}

/** The rules as the autoscaler follows them, pauses included. */
function rulesOf(autoscaler: AutoscalerPolicy, direction: Direction): ScalingRules | undefined {
  const { behavior } = autoscaler.kind === 'hpa' ? autoscaler.policy : hpaOfScaledObject(autoscaler.policy);
  return behavior?.[direction];
}

/** The stabilization window that is in force, the default where none is set, seconds. */
export function windowOf(autoscaler: AutoscalerPolicy, direction: Direction): number {
  const { downscaleStabilizationSeconds } = { ...DEFAULT_HPA_FLAGS, ...autoscaler.policy.flags };
  const byDefault = direction === 'scaleDown' ? downscaleStabilizationSeconds : 0;
  return rulesOf(autoscaler, direction)?.stabilizationWindowSeconds ?? byDefault;
}

/** The policies that are in force, the defaults where none are set. */
export function policiesOf(autoscaler: AutoscalerPolicy, direction: Direction): readonly ScalingPolicy[] {
  const { policies } = direction === 'scaleDown' ? SCALE_DOWN_DEFAULTS : SCALE_UP_DEFAULTS;
  return rulesOf(autoscaler, direction)?.policies ?? policies;
}

function isSame(one: ScalingPolicy, other: ScalingPolicy): boolean {
  return one.type === other.type && one.value === other.value && one.periodSeconds === other.periodSeconds;
}

function targetKnobs(autoscaler: AutoscalerPolicy): readonly Knob[] {
  return metricsOf(autoscaler).map((spec, metric) =>
    isOfMemory(spec) ? [] : targetsNear(spec.target).map((value) => ({ kind: 'target', metric, value }))
  );
}

function isOfMemory({ type, name }: MetricSpec): boolean {
  return (type === 'Resource' || type === 'ContainerResource') && name === 'memory';
}

function minimumKnob({ kind, policy }: AutoscalerPolicy): Knob {
  const [minimum, maximum] =
    kind === 'hpa' ? [policy.minReplicas, policy.maxReplicas] : [policy.minReplicaCount, policy.maxReplicaCount];
  return EXTRA_REPLICAS.map((extra) => minimum + extra)
    .filter((replicas) => replicas <= maximum)
    .map((replicas) => ({ kind: 'minReplicas', replicas }));
}

/** The cooldown counts only where KEDA goes to zero. */
function cooldownKnob(autoscaler: AutoscalerPolicy): Knob {
  if (autoscaler.kind === 'hpa') {
    return [];
  }
  const { minReplicaCount, idleReplicaCount, cooldownPeriodSeconds, pausedScaleIn } = autoscaler.policy;
  const goesToZero = (minReplicaCount === 0 || idleReplicaCount !== undefined) && pausedScaleIn !== true;
  const others = COOLDOWNS_SECONDS.filter((seconds) => seconds !== cooldownPeriodSeconds);
  return goesToZero ? others.map((seconds) => ({ kind: 'cooldown', seconds })) : [];
}
