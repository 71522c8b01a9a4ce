import type { HpaDecision, HpaFlags, HpaState, PodMetricSpec, ScalingBehavior } from '../hpa';

/** A trigger with a value of its own (Prometheus, a queue …), which KEDA asks and hands on as an External metric. */
export interface ExternalTrigger {
  readonly type: 'external';
  readonly name: string;
  /** `AverageValue`: load that one replica should carry. `Value`: load that all should carry together. */
  readonly metricType: 'AverageValue' | 'Value';
  readonly threshold: number;
  /** The trigger is active while its value is strictly above this. */
  readonly activationThreshold: number;
  /** Whether the autoscaler gets the value of the last poll instead of a fresh one. */
  readonly useCachedMetrics?: boolean;
}

/** A cpu or memory trigger: the autoscaler's own Resource metric. It never wakes anything from zero. */
export interface ResourceTrigger {
  readonly type: 'resource';
  readonly metric: Exclude<PodMetricSpec, { type: 'Pods' }>;
}

export type KedaTrigger = ExternalTrigger | ResourceTrigger;

/** Replicas to stand in for a trigger that failed more than `failureThreshold` times in a row. */
export interface KedaFallback {
  readonly failureThreshold: number;
  readonly replicas: number;
  readonly behavior?: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
}

/** The annotations `autoscaling.keda.sh/…`. */
export interface KedaAnnotations {
  /** Everything stays as it is. */
  readonly paused?: boolean;
  /** Everything stays at this number. */
  readonly pausedReplicas?: number;
  readonly pausedScaleIn?: boolean;
  readonly pausedScaleOut?: boolean;
  /** Taken as active whatever the triggers say. */
  readonly forceActivation?: boolean;
}

/** The part of a ScaledObject that decides. Defaults as in KEDA 2: `DEFAULT_KEDA_TIMES` and the fields below. */
export interface KedaPolicy extends KedaAnnotations {
  /** Default 0. */
  readonly minReplicaCount: number;
  /** Default 100. */
  readonly maxReplicaCount: number;
  /** Replicas while nothing is active, instead of `minReplicaCount`. KEDA supports 0 only. */
  readonly idleReplicaCount?: number;
  readonly triggers: readonly KedaTrigger[];
  readonly pollingIntervalSeconds: number;
  /** How long after a trigger was last active the replicas go to zero or to the idle number. */
  readonly cooldownPeriodSeconds: number;
  /** The same after the creation of the object, when no trigger has been active yet. Default 0. */
  readonly initialCooldownPeriodSeconds?: number;
  readonly fallback?: KedaFallback;
  /** `advanced.horizontalPodAutoscalerConfig.behavior`. */
  readonly behavior?: ScalingBehavior;
  readonly flags?: Partial<HpaFlags>;
}

/** Source: KEDA documentation, "ScaledObject specification". */
export const DEFAULT_KEDA_TIMES = { pollingIntervalSeconds: 30, cooldownPeriodSeconds: 300 } as const;

/** What KEDA remembers of one external trigger. */
export interface TriggerMemory {
  /** Failures in a row, counted at each poll and at each question of the autoscaler. */
  readonly failures: number;
  /** What the last poll handed on; `undefined` when it failed. */
  readonly cached: number | undefined;
}

/** What KEDA and the autoscaler below it remember between two steps, as a plain value. */
export interface KedaState {
  readonly hpa: HpaState;
  /** When the last poll and the last sync of the autoscaler were; `undefined` before the first. */
  readonly polledAtSeconds: number | undefined;
  readonly syncedAtSeconds: number | undefined;
  readonly lastActiveSeconds: number | undefined;
  readonly createdAtSeconds: number;
  readonly triggers: readonly TriggerMemory[];
}

export type KedaReason =
  | HpaDecision['reason']
  | 'Activated'
  | 'Deactivated'
  | 'BelowMinReplicaCount'
  | 'Paused'
  | 'None';

export interface KedaDecision extends Omit<HpaDecision, 'state' | 'reason'> {
  /** Who decided: KEDA itself between zero and one, the autoscaler, or nobody because nothing was due. */
  readonly by: 'keda' | 'hpa' | 'none';
  readonly reason: KedaReason;
  readonly state: KedaState;
}
