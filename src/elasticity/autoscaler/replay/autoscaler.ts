import { DEFAULT_HPA_FLAGS, HpaController, initialHpaState, type HpaObservation, type MetricSpec } from '../hpa';
import { hpaOfScaledObject, initialKedaState, KedaController, type KedaReason } from '../keda';
import type { AutoscalerPolicy, ReplayState } from './types';

type SavedAutoscaler = ReplayState['autoscaler'];

/** Either autoscaler as the replay drives it. What it decided last stands in its fields until the next time. */
export interface ReplayedAutoscaler {
  decide(seen: HpaObservation): number;
  /** When it has to be asked again. */
  nextDecisionSeconds(nowSeconds: number): number;
  readonly by: 'hpa' | 'keda';
  readonly reason: KedaReason;
  readonly recommendedReplicas: number | undefined;
  readonly decidingMetric: number | undefined;
  save(): SavedAutoscaler;
}

export function initialAutoscaler({ kind }: AutoscalerPolicy, replicas: number, nowSeconds: number): SavedAutoscaler {
  return kind === 'hpa'
    ? { kind, state: initialHpaState(replicas, nowSeconds) }
    : { kind, state: initialKedaState(replicas, nowSeconds) };
}

/** @throws TypeError when the state is that of the other kind */
export function startAutoscaler(policy: AutoscalerPolicy, saved: SavedAutoscaler): ReplayedAutoscaler {
  if (policy.kind === 'hpa' && saved.kind === 'hpa') {
    return new ReplayedHpa(policy, saved);
  }
  if (policy.kind === 'keda' && saved.kind === 'keda') {
    return new ReplayedKeda(policy, saved);
  }
  throw new TypeError(`A replay of ${policy.kind} cannot go on from a state of ${saved.kind}.`);
}

/** The metrics that a policy asks for, in the order in which it wants them. */
export function metricsOf(policy: AutoscalerPolicy): readonly MetricSpec[] {
  return (policy.kind === 'hpa' ? policy.policy : hpaOfScaledObject(policy.policy)).metrics;
}

export function maxReplicasOf(policy: AutoscalerPolicy): number {
  return policy.kind === 'hpa' ? policy.policy.maxReplicas : policy.policy.maxReplicaCount;
}

type OfKind<T, K> = Extract<T, { kind: K }>;

class ReplayedHpa implements ReplayedAutoscaler {
  readonly by = 'hpa';
  private readonly hpa: HpaController;
  private readonly syncPeriodSeconds: number;

  constructor({ policy }: OfKind<AutoscalerPolicy, 'hpa'>, { state }: OfKind<SavedAutoscaler, 'hpa'>) {
    this.hpa = new HpaController(policy, state);
    this.syncPeriodSeconds = policy.flags?.syncPeriodSeconds ?? DEFAULT_HPA_FLAGS.syncPeriodSeconds;
  }

  get reason() {
    return this.hpa.reason;
  }

  get recommendedReplicas() {
    return this.hpa.recommendedReplicas;
  }

  get decidingMetric() {
    return this.hpa.decidingMetric;
  }

  decide(seen: HpaObservation): number {
    return this.hpa.sync(seen);
  }

  nextDecisionSeconds(nowSeconds: number): number {
    return nowSeconds + this.syncPeriodSeconds;
  }

  save(): SavedAutoscaler {
    return { kind: 'hpa', state: this.hpa.state() };
  }
}

class ReplayedKeda implements ReplayedAutoscaler {
  private readonly keda: KedaController;

  constructor({ policy }: OfKind<AutoscalerPolicy, 'keda'>, { state }: OfKind<SavedAutoscaler, 'keda'>) {
    this.keda = new KedaController(policy, state);
  }

  get by(): 'hpa' | 'keda' {
    return this.keda.by === 'hpa' ? 'hpa' : 'keda';
  }

  get reason() {
    return this.keda.reason;
  }

  get recommendedReplicas() {
    return this.keda.by === 'hpa' ? this.keda.hpa.recommendedReplicas : undefined;
  }

  get decidingMetric() {
    return this.keda.by === 'hpa' ? this.keda.hpa.decidingMetric : undefined;
  }

  decide(seen: HpaObservation): number {
    return this.keda.step(seen);
  }

  nextDecisionSeconds(nowSeconds: number): number {
    return Math.max(this.keda.nextDueSeconds, nowSeconds + 1);
  }

  save(): SavedAutoscaler {
    return { kind: 'keda', state: this.keda.state() };
  }
}
