import {
  DEFAULT_HPA_FLAGS,
  HpaController,
  initialHpaState,
  type HpaObservation,
  type HpaPolicy,
  type MetricReading,
} from '../hpa';
import { hpaOfScaledObject } from './hpaOfScaledObject';
import { TriggerWatch } from './trigger';
import type { KedaDecision, KedaPolicy, KedaReason, KedaState } from './types';

/** The timer of a live loop may ring a little early; what is due then is not to wait for a whole turn. */
const EARLY_SECONDS = 0.05;

/** What KEDA knows when the ScaledObject was just created. */
export function initialKedaState(currentReplicas: number, nowSeconds: number): KedaState {
  return {
    hpa: initialHpaState(currentReplicas, nowSeconds),
    polledAtSeconds: undefined,
    syncedAtSeconds: undefined,
    lastActiveSeconds: undefined,
    createdAtSeconds: nowSeconds,
    triggers: [],
  };
}

/**
 * KEDA for one ScaledObject with the autoscaler below it, with their memory. For a replay; `kedaStep` is the same as a pure
 * function. KEDA polls once each polling interval and owns the steps between zero (or the idle number) and one (or the
 * minimum); the autoscaler syncs at its own pace and owns the rest.
 * Source: KEDA documentation, "Scaling Deployments"; `pkg/scaling/executor/scale_scaledobjects.go`.
 */
export class KedaController {
  desiredReplicas = 0;
  by: KedaDecision['by'] = 'none';
  reason: KedaReason = 'None';
  readonly hpa: HpaController;
  private readonly hpaPolicy: HpaPolicy;
  private readonly watches: ReadonlyArray<TriggerWatch | undefined>;
  /** What the autoscaler below gets for its metrics, one list for all its questions. */
  private readonly handedOn: Array<MetricReading | undefined>;
  private readonly syncPeriodSeconds: number;
  private readonly createdAtSeconds: number;
  private polledAtSeconds: number | undefined;
  private syncedAtSeconds: number | undefined;
  private lastActiveSeconds: number | undefined;

  constructor(
    private readonly policy: KedaPolicy,
    state: KedaState
  ) {
    this.hpaPolicy = hpaOfScaledObject(policy);
    this.hpa = new HpaController(this.hpaPolicy, state.hpa);
    this.watches = policy.triggers.map((trigger, i) =>
      trigger.type === 'external' ? new TriggerWatch(trigger, policy.fallback, state.triggers[i]) : undefined
    );
    this.handedOn = policy.triggers.map(() => undefined);
    this.syncPeriodSeconds = policy.flags?.syncPeriodSeconds ?? DEFAULT_HPA_FLAGS.syncPeriodSeconds;
    this.createdAtSeconds = state.createdAtSeconds;
    this.polledAtSeconds = state.polledAtSeconds;
    this.syncedAtSeconds = state.syncedAtSeconds;
    this.lastActiveSeconds = state.lastActiveSeconds;
  }

  /** When something is due next: a poll or a sync. */
  get nextDueSeconds(): number {
    return Math.min(
      (this.polledAtSeconds ?? -Infinity) + this.policy.pollingIntervalSeconds,
      (this.syncedAtSeconds ?? -Infinity) + this.syncPeriodSeconds
    );
  }

  /**
   * Does what is due: the poll, then the sync. When the poll changed the replicas, a sync that is due at the same moment
   * counts as done, because it would have to see the change before it is made.
   */
  step(seen: HpaObservation): number {
    const { nowSeconds, currentReplicas } = seen;
    if (this.policy.paused === true || this.policy.pausedReplicas !== undefined) {
      return this.decide('keda', this.policy.pausedReplicas ?? currentReplicas, 'Paused');
    }
    const syncs = isDue(this.syncedAtSeconds, this.syncPeriodSeconds, nowSeconds);
    if (syncs) {
      this.syncedAtSeconds = nowSeconds;
    }
    if (isDue(this.polledAtSeconds, this.policy.pollingIntervalSeconds, nowSeconds)) {
      this.polledAtSeconds = nowSeconds;
      if (this.poll(seen) !== currentReplicas) {
        return this.desiredReplicas;
      }
    }
    if (!syncs) {
      return this.decide('none', currentReplicas, 'None');
    }
    return this.decide('hpa', this.hpa.sync(this.asTheHpaSees(seen)), this.hpa.reason);
  }

  state(): KedaState {
    return {
      hpa: this.hpa.state(),
      polledAtSeconds: this.polledAtSeconds,
      syncedAtSeconds: this.syncedAtSeconds,
      lastActiveSeconds: this.lastActiveSeconds,
      createdAtSeconds: this.createdAtSeconds,
      triggers: this.watches.map((watch) => watch?.memory() ?? { failures: 0, cached: undefined }),
    };
  }

  private poll(seen: HpaObservation): number {
    const { currentReplicas, nowSeconds } = seen;
    const { policy } = this;
    let isActive = policy.forceActivation === true;
    let hasFailed = false;
    let onlyResources = true;
    for (let i = 0; i < this.watches.length; i++) {
      const watch = this.watches[i];
      if (watch !== undefined) {
        onlyResources = false;
        const active = watch.poll(seen.metrics[i], seen);
        hasFailed ||= active === undefined;
        isActive ||= active === true;
      }
    }
    if (!isActive && !onlyResources) {
      return this.rest(currentReplicas, nowSeconds, hasFailed);
    }
    const asleep =
      currentReplicas === 0 || (policy.idleReplicaCount !== undefined && currentReplicas < policy.minReplicaCount);
    if (!asleep) {
      // A failing trigger beside an active one leaves the time as it is.
      this.lastActiveSeconds = hasFailed ? this.lastActiveSeconds : nowSeconds;
      return this.decide('none', currentReplicas, 'None');
    }
    if (policy.pausedScaleOut === true) {
      return this.decide('keda', currentReplicas, 'Paused');
    }
    this.lastActiveSeconds = nowSeconds;
    return this.decide('keda', Math.max(1, policy.minReplicaCount), 'Activated');
  }

  /** Nothing is active: down to zero or the idle number after the cooldown, up to a minimum that is not reached. */
  private rest(currentReplicas: number, nowSeconds: number, hasFailed: boolean): number {
    const { fallback, idleReplicaCount, minReplicaCount, pausedScaleIn } = this.policy;
    const blocks = hasFailed && fallback?.replicas !== 0;
    const canGoDown =
      (idleReplicaCount !== undefined && currentReplicas > idleReplicaCount) ||
      (currentReplicas > 0 && minReplicaCount === 0);
    if (!blocks && canGoDown) {
      if (pausedScaleIn === true) {
        return this.decide('keda', currentReplicas, 'Paused');
      }
      return this.hasCooledDown(nowSeconds)
        ? this.decide('keda', idleReplicaCount ?? minReplicaCount, 'Deactivated')
        : this.decide('none', currentReplicas, 'None');
    }
    return !blocks && idleReplicaCount === undefined && currentReplicas < minReplicaCount
      ? this.decide('keda', minReplicaCount, 'BelowMinReplicaCount')
      : this.decide('none', currentReplicas, 'None');
  }

  private hasCooledDown(nowSeconds: number): boolean {
    const { cooldownPeriodSeconds, initialCooldownPeriodSeconds = 0 } = this.policy;
    return this.lastActiveSeconds === undefined
      ? this.createdAtSeconds + initialCooldownPeriodSeconds < nowSeconds
      : this.lastActiveSeconds + cooldownPeriodSeconds < nowSeconds;
  }

  /** The autoscaler asks KEDA for its metrics only when it comes to them. */
  private asTheHpaSees(seen: HpaObservation): HpaObservation {
    const { currentReplicas } = seen;
    const { minReplicas, maxReplicas } = this.hpaPolicy;
    if (currentReplicas < minReplicas || currentReplicas > maxReplicas) {
      return seen;
    }
    for (let i = 0; i < this.watches.length; i++) {
      const [reading, watch] = [seen.metrics[i], this.watches[i]];
      this.handedOn[i] = watch === undefined ? reading : watch.ask(reading, seen);
    }
    return { ...seen, metrics: this.handedOn };
  }

  private decide(by: KedaDecision['by'], replicas: number, reason: KedaReason): number {
    this.by = by;
    this.reason = reason;
    this.desiredReplicas = replicas;
    return replicas;
  }
}

function isDue(lastSeconds: number | undefined, everySeconds: number, nowSeconds: number): boolean {
  return lastSeconds === undefined || nowSeconds - lastSeconds >= everySeconds - EARLY_SECONDS;
}

/** One step of KEDA with the autoscaler below it as a pure function; call it as often as either is due. */
export function kedaStep(policy: KedaPolicy, state: KedaState, seen: HpaObservation): KedaDecision {
  const controller = new KedaController(policy, state);
  const desiredReplicas = controller.step(seen);
  const { by, reason, hpa } = controller;
  return {
    desiredReplicas,
    by,
    reason,
    recommendedReplicas: by === 'hpa' ? hpa.recommendedReplicas : undefined,
    decidingMetric: by === 'hpa' ? hpa.decidingMetric : undefined,
    conditions: hpa.conditions(),
    state: controller.state(),
  };
}
