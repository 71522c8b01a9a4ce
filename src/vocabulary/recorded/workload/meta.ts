import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Is what is shown complete? */
export const META = {
  kubeObjects: recorded(
    'workload',
    'kube_objects:count',
    '1',
    'Autoscalers, Deployments and StatefulSets that kube-state-metrics describes in the cluster; namespace and workload are `*`.'
  ),
  sourceSeen: recorded(
    'workload',
    'source_seen_timestamp_seconds',
    'timestamp_seconds',
    'When the source last described the workload; remembered for seven days, or until the workload is removed.',
    ['source']
  ),
  sourceMissing: recorded(
    'workload',
    'source_missing',
    'seconds',
    'For how long the source has not described the workload, although it runs.',
    ['source']
  ),
  sourceMissingCount: recorded(
    'workload',
    'source_missing:count',
    '1',
    'Workloads that miss the source, where it describes nothing in the cluster any more; namespace and workload are `*`.',
    ['source']
  ),
  rulesFailing: recorded(
    'workload',
    'rules_failing',
    '1',
    'Rules or groups of Elastiscope that ended in errors within ten minutes; namespace and workload are `*`.'
  ),
  dataLate: recorded(
    'workload',
    'data_late',
    '1',
    'What is late in the cluster: groups that miss evaluations (`rules`), seconds by which samples lag (`samples`) or by which a clock is off (`clock`); namespace and workload are `*`.',
    ['reason']
  ),
  scrapeMisconfigured: recorded(
    'workload',
    'scrape_misconfigured',
    '1',
    'Objects that do not fit together as they are scraped: workloads in two halves (`cluster`), objects without their namespace (`honor_labels`), sidecars and autoscalers that two replicas of Prometheus tell of (`duplicates`); namespace and workload are `*`.',
    ['reason']
  ),
  captureErrors: recorded(
    'workload',
    'capture_errors:increase1m',
    '1',
    'Faults in measuring within the last minute; traffic was passed on unchanged.',
    ['stage']
  ),
  labelOverflow: recorded(
    'workload',
    'label_overflow:increase1m',
    '1',
    'Observations of the last minute counted under `other` because a label had too many values.',
    ['label']
  ),
} as const satisfies Record<string, RecordedDefinition>;
