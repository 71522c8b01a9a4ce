import type { MetricReading } from '../hpa';
import type { ExternalTrigger, KedaFallback, TriggerMemory } from './types';

/** Replicas of the workload at the moment a fallback has to be worked out. */
export interface ReplicasNow {
  readonly currentReplicas: number;
  readonly readyReplicas: number;
}

/** What a trigger hands on: a value, whether it stands for a failure, or `undefined` for the failure itself. */
interface HandedOn {
  readonly value: number | undefined;
  readonly isFallback: boolean;
}

/**
 * One external trigger with its memory. A failure is handed on as a failure until there were strictly more in a row than
 * the threshold of the fallback; then as the value that makes the autoscaler come to the replicas of the fallback.
 * Source: `pkg/fallback/fallback.go`, `getScalerState` in `pkg/scaling/scale_handler.go`.
 */
export class TriggerWatch {
  private failures: number;
  private cached: number | undefined;

  constructor(
    private readonly trigger: ExternalTrigger,
    private readonly fallback: KedaFallback | undefined,
    memory: TriggerMemory | undefined
  ) {
    this.failures = memory?.failures ?? 0;
    this.cached = memory?.cached;
  }

  /** The poll of KEDA itself: whether the trigger is active, `undefined` when it failed. */
  poll(reading: MetricReading | undefined, replicas: ReplicasNow): boolean | undefined {
    const measured = numberOf(reading);
    const { value, isFallback } = this.handOn(measured, replicas);
    this.cached = value;
    return value === undefined ? undefined : isFallback || value > this.trigger.activationThreshold;
  }

  /** The question of the autoscaler: the value it gets, `undefined` when it gets an error. */
  ask(reading: MetricReading | undefined, replicas: ReplicasNow): number | undefined {
    const measured = this.trigger.useCachedMetrics === true ? this.cached : numberOf(reading);
    return this.handOn(measured, replicas).value;
  }

  memory(): TriggerMemory {
    return { failures: this.failures, cached: this.cached };
  }

  private handOn(measured: number | undefined, replicas: ReplicasNow): HandedOn {
    if (measured !== undefined) {
      this.failures = 0;
      return { value: measured, isFallback: false };
    }
    this.failures++;
    const { fallback } = this;
    const value =
      fallback !== undefined && this.failures > fallback.failureThreshold
        ? this.standIn(fallback, replicas)
        : undefined;
    return { value, isFallback: value !== undefined };
  }

  /** For a target of `Value` the ready replicas divide, so that without any there is nothing to stand in. */
  private standIn(fallback: KedaFallback, { currentReplicas, readyReplicas }: ReplicasNow): number | undefined {
    const { threshold, metricType } = this.trigger;
    const replicas = fallbackReplicas(fallback, currentReplicas);
    if (metricType === 'AverageValue') {
      return threshold * replicas;
    }
    return readyReplicas === 0 ? undefined : (threshold * replicas) / readyReplicas;
  }
}

function fallbackReplicas({ behavior, replicas }: KedaFallback, currentReplicas: number): number {
  switch (behavior) {
    case 'currentReplicas':
      return currentReplicas;
    case 'currentReplicasIfHigher':
      return Math.max(currentReplicas, replicas);
    case 'currentReplicasIfLower':
      return Math.min(currentReplicas, replicas);
    case 'static':
    case undefined:
      return replicas;
  }
}

function numberOf(reading: MetricReading | undefined): number | undefined {
  return typeof reading === 'number' && Number.isFinite(reading) ? reading : undefined;
}
