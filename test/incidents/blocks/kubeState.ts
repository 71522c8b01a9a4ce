import { autoscalerSeries, kedaAutoscalerName, type AutoscalerState } from '../../../demo/model/kubeState/autoscaler';
import { deploymentSeries, type ReplicasState } from '../../../demo/model/kubeState/replicas';
import { kubeStateScrape } from '../../../demo/model/kubeState/scrape';
import { HPA_CURRENT_LAG_SECONDS, STATUS_LAG_SECONDS } from '../../../demo/model/paces';
import { overTime } from '../../../demo/model/series';
import type { System } from '../incident';
import type { SourceSeries } from '../series/source';
import { delayed, valueAt, type Timeline } from '../series/timeline';
import { identityOf, scenarioOf } from '../systems';

const INSTANCE = '10.0.0.9:8080';

export interface DeploymentStory {
  /** Asked for; what exists, is ready and is of the newest template follows where nothing else is said. */
  readonly replicas: Timeline<number>;
  readonly existing?: Timeline<number>;
  readonly ready?: Timeline<number>;
  readonly updated?: Timeline<number>;
}

/** The Deployment of a system, as kube-state-metrics shows it. */
export function deployment(system: System, story: DeploymentStory): SourceSeries[] {
  const { replicas, existing = delayed(replicas, STATUS_LAG_SECONDS), ready = existing, updated = existing } = story;
  const { cluster, namespace, workload } = identityOf(system);
  const stateAt = (seconds: number): ReplicasState | undefined => {
    const asked = valueAt(replicas, seconds);
    const status = (count: Timeline<number>) => valueAt(count, seconds) ?? 0;
    return asked === undefined
      ? undefined
      : { asked, existing: status(existing), ready: status(ready), updated: status(updated) };
  };
  return overTime(deploymentSeries({ namespace, name: workload }), kubeStateScrape(cluster, INSTANCE), stateAt);
}

export interface HpaStory {
  readonly min: Timeline<number>;
  readonly max: Timeline<number>;
  readonly desired: Timeline<number>;
  readonly current?: Timeline<number>;
  /** AbleToScale: whether it can read and change what it scales. */
  readonly able?: Timeline<boolean>;
  /** ScalingActive: whether it can read its metrics and is not switched off. */
  readonly active?: Timeline<boolean>;
  /** ScalingLimited: whether a bound or a policy holds it back. */
  readonly limited?: Timeline<boolean>;
}

/** The HorizontalPodAutoscaler of a system (KEDA's, where KEDA scales it), as kube-state-metrics shows it. */
export function hpa(system: System, story: HpaStory): SourceSeries[] {
  const {
    min,
    max,
    desired,
    current = delayed(desired, HPA_CURRENT_LAG_SECONDS),
    able = true,
    active = true,
    limited = false,
  } = story;
  const { cluster, namespace, workload } = identityOf(system);
  const name = scenarioOf(system).scaling.kind === 'keda' ? kedaAutoscalerName(workload) : workload;
  const stateAt = (seconds: number): AutoscalerState | undefined => {
    const upper = valueAt(max, seconds);
    return upper === undefined
      ? undefined
      : {
          min: valueAt(min, seconds) ?? 0,
          max: upper,
          desired: valueAt(desired, seconds) ?? 0,
          current: valueAt(current, seconds) ?? 0,
          conditions: {
            AbleToScale: valueAt(able, seconds),
            ScalingActive: valueAt(active, seconds),
            ScalingLimited: valueAt(limited, seconds),
          },
        };
  };
  const target = { kind: 'Deployment', name: workload } as const;
  return overTime(autoscalerSeries({ namespace, name, target }), kubeStateScrape(cluster, INSTANCE), stateAt);
}
