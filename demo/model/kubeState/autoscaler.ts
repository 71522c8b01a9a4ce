import { KUBE_STATE_METRICS } from '../../../src/vocabulary';
import { oneOf, series, type ModelSeries } from '../series';
import type { ObjectName } from './replicas';

export const CONDITIONS = ['AbleToScale', 'ScalingActive', 'ScalingLimited'] as const;
export type Condition = (typeof CONDITIONS)[number];

const STATUSES = ['true', 'false', 'unknown'] as const;

/** Spec and status of a HorizontalPodAutoscaler. */
export interface AutoscalerState {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** Replicas that it saw at its last sync. */
  readonly current: number;
  /** Which of its conditions hold. One that it never judged is missing. */
  readonly conditions: Readonly<Partial<Record<Condition, boolean>>>;
  /** The metrics that it scales by: what they are worth, by their names; missing while they cannot be read. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** What an autoscaler scales, and by what. */
export interface AutoscalerSpec extends ObjectName {
  readonly target: { readonly kind: 'Deployment'; readonly name: string };
  readonly metrics?: ReadonlyArray<{
    readonly name: string;
    readonly type: 'average' | 'utilization' | 'value';
    readonly target: number;
  }>;
}

/** The name of the autoscaler that KEDA makes for a ScaledObject. */
export function kedaAutoscalerName(scaledObject: string): string {
  return `keda-hpa-${scaledObject}`;
}

/** A HorizontalPodAutoscaler as kube-state-metrics shows it. */
export function autoscalerSeries(spec: AutoscalerSpec): Array<ModelSeries<AutoscalerState>> {
  const { namespace, name, target, metrics = [] } = spec;
  const names = KUBE_STATE_METRICS;
  const labels = { namespace, horizontalpodautoscaler: name };
  const scaled = {
    scaletargetref_api_version: 'apps/v1',
    scaletargetref_kind: target.kind,
    scaletargetref_name: target.name,
  };
  return [
    series(names.hpaInfo, { ...labels, ...scaled }, () => 1),
    series(names.hpaMinReplicas, labels, ({ min }) => min),
    series(names.hpaMaxReplicas, labels, ({ max }) => max),
    series(names.hpaDesiredReplicas, labels, ({ desired }) => desired),
    series(names.hpaCurrentReplicas, labels, ({ current }) => current),
    ...CONDITIONS.flatMap((condition) =>
      oneOf(names.hpaCondition, { ...labels, condition }, 'status', STATUSES, ({ conditions }: AutoscalerState) => {
        const holds = conditions[condition];
        return holds === undefined ? undefined : holds ? 'true' : 'false';
      })
    ),
    ...metrics.flatMap((metric) => {
      const ofMetric = { ...labels, metric_name: metric.name, metric_target_type: metric.type };
      return [
        series(names.hpaTargetMetric, ofMetric, () => metric.target),
        series(names.hpaStatusMetric, ofMetric, ({ metrics: read }: AutoscalerState) => read?.[metric.name]),
      ];
    }),
  ];
}
