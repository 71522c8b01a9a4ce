import {
  hpaOfScaledObject,
  hpaStep,
  initialHpaState,
  initialKedaState,
  kedaStep,
  type HpaDecision,
  type HpaObservation,
  type KedaDecision,
} from '../../../src/elasticity/autoscaler';
import type { AutoscalerState } from '../../model/kubeState/autoscaler';
import { HPA_SYNC_SECONDS } from '../../model/paces';
import { messageOf } from '../net/http';
import { pause } from '../net/wait';
import type { Deployment } from '../replicas/deployment';
import type { Scaling } from '../scenarios/types';
import type { PrometheusClient } from './prometheus';

/** One decision of either autoscaler. */
export type Decision = Pick<HpaDecision, 'desiredReplicas' | 'conditions'> & {
  readonly reason: HpaDecision['reason'] | KedaDecision['reason'];
};

export type Decide = (seen: HpaObservation) => Decision;

/** What the autoscaler last decided, as its status shows it. */
export interface AutoscalerStatus {
  readonly desiredReplicas: number;
  /** Replicas that it saw when it decided. */
  readonly currentReplicas: number;
  readonly conditions: AutoscalerState['conditions'];
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** What an autoscaler decided, beside the bounds that it was given. */
export type Decided = Omit<AutoscalerStatus, 'minReplicas' | 'maxReplicas'>;

/** What the status shows after a decision about so many replicas, all of which the autoscaler can reach. */
export function statusAfter({ desiredReplicas, conditions }: Decision, currentReplicas: number): Decided {
  return {
    desiredReplicas,
    currentReplicas,
    conditions: {
      AbleToScale: true,
      ScalingActive: conditions.scalingActive?.status,
      ScalingLimited: conditions.scalingLimited?.status,
    },
  };
}

/** What the status shows before the first decision. */
export function undecided(replicas: number): Decided {
  return { desiredReplicas: replicas, currentReplicas: replicas, conditions: {} };
}

type Elastic = Exclude<Scaling, { kind: 'fixed' }>;

/** The autoscaler of a workload, with its memory. */
export function decider(scaling: Elastic, replicas: number, nowSeconds: number): Decide {
  if (scaling.kind === 'hpa') {
    let state = initialHpaState(replicas, nowSeconds);
    return (seen) => {
      const decision = hpaStep(scaling.policy, state, seen);
      state = decision.state;
      return decision;
    };
  }
  let state = initialKedaState(replicas, nowSeconds);
  return (seen) => {
    const decision = kedaStep(scaling.policy, state, seen);
    state = decision.state;
    return decision;
  };
}

/** Asks Prometheus for the load of one deployment, decides, and scales. Without an answer everything stays as it is. */
export class AutoscalerLoop {
  private readonly decide: Decide;
  private last: Decided;
  private silent = false;

  constructor(
    private readonly deployment: Deployment,
    private readonly scaling: Elastic,
    private readonly prometheus: PrometheusClient,
    private readonly log: (line: string) => void
  ) {
    this.decide = decider(scaling, deployment.desired, Date.now() / 1000);
    this.last = undecided(deployment.desired);
  }

  get status(): AutoscalerStatus {
    const { kind, policy } = this.scaling;
    const { minReplicas, maxReplicas } = kind === 'hpa' ? policy : hpaOfScaledObject(policy);
    return { ...this.last, minReplicas, maxReplicas };
  }

  async run(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      await this.step();
      await pause(this.intervalSeconds(), closing);
    }
  }

  /** At zero it is KEDA that looks, at its own interval; else the autoscaler's sync. */
  private intervalSeconds(): number {
    return this.scaling.kind === 'keda' && this.deployment.desired === 0
      ? this.scaling.policy.pollingIntervalSeconds
      : HPA_SYNC_SECONDS;
  }

  private async step(): Promise<void> {
    const { deployment } = this;
    const load = await this.observe();
    const before = deployment.desired;
    const decision = this.decide({
      nowSeconds: Date.now() / 1000,
      currentReplicas: before,
      readyReplicas: deployment.ready.length,
      metrics: [load],
    });
    this.last = statusAfter(decision, deployment.current.length);
    const { desiredReplicas, reason } = decision;
    if (desiredReplicas !== before) {
      const why = `load ${load?.toFixed(2) ?? 'unknown'} requests/s, ${reason}`;
      this.log(`${deployment.scenario.name}: ${before} → ${desiredReplicas} replicas (${why})`);
      deployment.scaleTo(desiredReplicas);
    }
  }

  private async observe(): Promise<number | undefined> {
    try {
      const load = await this.prometheus.value(this.scaling.query);
      this.silent = false;
      return load;
    } catch (error) {
      if (!this.silent) {
        this.silent = true;
        const { name } = this.deployment.scenario;
        this.log(`${name}: stays at ${this.deployment.desired} replicas, because ${messageOf(error)}`);
      }
      return undefined;
    }
  }
}
