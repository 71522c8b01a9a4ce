/** The Prometheus metric types this project exports or records. Recorded series are always gauges. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** Units, spelled as Prometheus base units. `1` is a plain count or a state of 0 or 1. */
export type Unit =
  | 'seconds'
  | 'timestamp_seconds'
  | 'hours'
  | 'usd'
  | 'tokens'
  | 'requests'
  | 'requests_per_second'
  | 'replicas'
  | 'ratio'
  | 'bytes'
  | '1';

/** One metric or recorded series: everything a reader, a rule or a panel has to know about it. */
export interface MetricDefinition {
  readonly name: string;
  readonly type: MetricType;
  readonly unit: Unit;
  /** Labels beside the identity (`cluster, namespace, workload[, instance]`) that the scrape or the level adds. */
  readonly labels: readonly string[];
  readonly help: string;
}

/** A series written by a recording rule. Its name reads `level:metric:operations`; the level says which labels it keeps. */
export interface RecordedDefinition extends MetricDefinition {
  readonly type: 'gauge';
  readonly level: Level;
}

/** What one sample of a recorded series stands for. The labels of each level are in `LEVEL_LABELS`. */
export type Level =
  | 'calendar'
  | 'workload'
  | 'workload_model'
  | 'workload_provider'
  | 'workload_team'
  | 'workload_release'
  | 'workload_flow'
  | 'workload_usage'
  | 'instance'
  | 'source_workload'
  | 'source_workload_usage'
  | 'source_workload_model'
  | 'source_instance';

/** A source of metrics: its names, and what they are good for. One file in `sources/` and one adapter each. */
export interface SourceDefinition {
  /** Value of the label `source` on what its adapter records. */
  readonly name: string;
  readonly title: string;
  /** Rule file in `alerts/rules/sources`. */
  readonly adapter: string;
  /** Questions that it answers. */
  readonly answers: string;
  /** What is not known without it. */
  readonly lost: string;
  readonly metrics: Readonly<Record<string, MetricDefinition>>;
}
