import { KEDA } from '../../src/vocabulary/sources/keda';
import { kedaAutoscalerName } from './kubeState/autoscaler';
import type { ObjectName } from './kubeState/replicas';
import { series, type Labels, type ModelSeries } from './series';

/** A ScaledObject with one trigger, as of KEDA's last poll. */
export interface ScaledObjectState {
  readonly isPaused: boolean;
  readonly isActive: boolean;
  /** What the trigger last said; missing where nobody asks. */
  readonly value?: number;
  /** Polls that failed. */
  readonly failed: number;
  /** Polls that were answered without a value. */
  readonly empty: number;
}

/** Labels that the scrape of the KEDA operator adds. */
export function kedaScrape(cluster: string, instance: string): Labels {
  return { cluster, job: 'keda-operator', instance };
}

/**
 * A ScaledObject as the KEDA operator shows it, with a trigger of Prometheus'. `metric` is KEDA's name for that. The label of
 * the autoscaler is added by the scrape, as docs/metrics.md asks. Counters begin at 0 with the first poll.
 */
export function scaledObjectSeries(
  { namespace, name }: ObjectName,
  metric: string
): Array<ModelSeries<ScaledObjectState>> {
  const labels = { namespace, scaledObject: name };
  const ofTrigger = { ...labels, metric, scaler: 'prometheusScaler', triggerIndex: '0', type: 'scaledobject' };
  const ofAnswers = {
    namespace,
    scaledResource: name,
    resourceType: 'ScaledObject',
    triggerName: '',
    metricName: metric,
    ignoreNullValues: 'true',
  };
  return [
    series(KEDA.scalerActive, ofTrigger, ({ isActive }) => Number(isActive)),
    series(KEDA.scalerMetricsValue, ofTrigger, ({ value }) => value),
    series(KEDA.scalerErrors, ofTrigger, ({ failed }) => failed),
    series(KEDA.scaledObjectErrors, labels, ({ failed }) => failed),
    series(KEDA.scaledObjectPaused, { ...labels, horizontalpodautoscaler: kedaAutoscalerName(name) }, ({ isPaused }) =>
      Number(isPaused)
    ),
    series(KEDA.emptyResponses, ofAnswers, ({ empty }) => empty),
  ];
}
