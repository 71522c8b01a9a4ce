import { KEDA } from '../../../src/vocabulary/sources/keda';
import type { System } from '../incident';
import type { SourceSeries } from '../series/source';
import { counting, valueAt, type Timeline } from '../series/timeline';
import { identityOf } from '../systems';

const POLLING_SECONDS = 30;

export interface KedaStory {
  readonly active: Timeline<boolean>;
  /** As KEDA names the metric of the trigger. */
  readonly trigger?: string;
  readonly paused?: Timeline<boolean>;
  /** Every poll fails. */
  readonly failing?: Timeline<boolean>;
  /** What the trigger asks answers nothing, at every poll. */
  readonly empty?: Timeline<boolean>;
}

/** The ScaledObject of a system with one trigger, as the KEDA operator shows it. The scrape adds the name of its autoscaler. */
export function keda(system: System, story: KedaStory): SourceSeries[] {
  const { active, trigger = 's0-prometheus', paused = false, failing = false, empty = false } = story;
  const { cluster, namespace, workload } = identityOf(system);
  const labels = { cluster, namespace, job: 'keda-operator', instance: '10.0.0.8:8080' };
  const scaledObject = { ...labels, scaledObject: workload };
  const ofTrigger = {
    ...scaledObject,
    metric: trigger,
    scaler: 'prometheusScaler',
    triggerIndex: '0',
    type: 'scaledobject',
  };
  const each = (holds: Timeline<boolean>) => (seconds: number) => Number(valueAt(holds, seconds) ?? false);
  const polls = (holds: Timeline<boolean>) => counting((seconds) => each(holds)(seconds) / POLLING_SECONDS);
  return [
    { name: KEDA.scalerActive.name, labels: ofTrigger, at: each(active) },
    {
      name: KEDA.scaledObjectPaused.name,
      labels: { ...scaledObject, horizontalpodautoscaler: `keda-hpa-${workload}` },
      at: each(paused),
    },
    { name: KEDA.scalerErrors.name, labels: ofTrigger, at: polls(failing) },
    { name: KEDA.scaledObjectErrors.name, labels: scaledObject, at: polls(failing) },
    { name: KEDA.emptyResponses.name, labels: { ...labels, scaledResource: workload }, at: polls(empty) },
  ];
}
