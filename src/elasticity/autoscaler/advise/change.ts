import type { ScalingPolicy, ScalingRules } from '../hpa';

export type Direction = 'scaleUp' | 'scaleDown';

/** One setting that is to be another one. */
export type SettingChange =
  | { readonly kind: 'window'; readonly direction: Direction; readonly seconds: number }
  /** The only policy of a direction, in the place of all that are there. */
  | { readonly kind: 'rate'; readonly direction: Direction; readonly policy: ScalingPolicy }
  /** Target of a metric of an HPA or threshold of a trigger of KEDA, by its index, in its unit. */
  | { readonly kind: 'target'; readonly metric: number; readonly value: number }
  | { readonly kind: 'minReplicas'; readonly replicas: number }
  | { readonly kind: 'cooldown'; readonly seconds: number };

/** The rules of one direction with a change made. */
export function changedRules(
  rules: ScalingRules | undefined,
  change: Extract<SettingChange, { direction: Direction }>
): ScalingRules {
  return change.kind === 'window'
    ? { ...rules, stabilizationWindowSeconds: change.seconds }
    : { ...rules, policies: [change.policy] };
}
