import {
  CALENDAR,
  INSTANCE,
  LABEL_HELP,
  LEVEL_LABELS,
  OBJECTIVES,
  PROMETHEUS,
  SIDECAR,
  SOURCE,
  SOURCES,
  WORKLOAD,
  type MetricDefinition,
  type ObjectiveDefinition,
} from '../src/vocabulary';
import { code, table } from './markdown';
import type { RuleFile } from './ruleFiles';
import { preferences, sources } from './sourceTables';

const codes = (names: readonly string[]) => names.map(code).join(', ');

function metrics(definitions: Readonly<Record<string, MetricDefinition>>): string {
  return table(
    ['Name', 'Type', 'Unit', 'Labels', 'Meaning'],
    Object.values(definitions).map(({ name, type, unit, labels, help }) => [
      code(name),
      type,
      unit,
      codes(labels),
      help,
    ])
  );
}

function objectives(): string {
  const rows: Array<[string, ObjectiveDefinition]> = Object.entries(OBJECTIVES);
  return table(
    ['Objective', 'Unit', 'Default', 'Meaning'],
    rows.map(([name, { unit, fallback, help }]) => [code(name), unit, fallback?.toString() ?? 'none', help])
  );
}

/** The text of docs/metrics.md: every name of the vocabulary, with what it means. */
export function metricsPage(files: readonly RuleFile[]): string {
  return `# Metrics

Generated from \`src/vocabulary\` by \`npm run generate:docs\`.

Sources are normalised by recording rules into one vocabulary; panels, pages, dashboards and alerts read nothing else. The
level in front of the first colon says which labels a series keeps:

${table(
  ['Level', 'Labels'],
  Object.entries(LEVEL_LABELS).map(([level, labels]) => [code(level), codes(labels) || 'none'])
)}

Names that end in \`:increase1m\` are exact increments of one minute: \`sum_over_time\` of them over any range is the total of
that range, and a sixtieth of one is the rate per second. Their labels are the level's and those of the table.
A restart is known by a count that falls: one that within its first minute stands as high as it did within the quarter of an
hour before, like an error that each life of a process has once, adds only what is above that.
Sidecars say when their process started, so theirs are better: requests, tokens and cost of a day are within a thousandth of what was
sent, on a day on which every second pod has a sidecar that restarts, every pod is replaced twice and is not scraped for up to a quarter
of an hour once (three such days were tried: test/rules/countedDay). What a process that is killed counted after its last scrape is lost, of one that restarts in its
pod the minute of its end, and of a gap longer than a quarter of an hour what was counted in it.

## Workloads

${metrics(WORKLOAD)}

## Instances

Start-ups and failovers are recorded for ten minutes after the event; each distinct pair of instance and timestamp is one
event.

${metrics(INSTANCE)}

## Calendar

${metrics(CALENDAR)}

## Objectives

A workload sets its own with the exporter's \`ELASTISCOPE_TARGETS\`; \`workload:objective\` has them with the defaults filled in.

${objectives()}

## Sources

[provisioning/prometheus/prometheus.yml](../provisioning/prometheus/prometheus.yml) has a scrape configuration for each.

${sources()}

**KEDA.** Which workload a ScaledObject scales is not in KEDA's metrics. Three things tell it, the first that is there: a label
\`workload\` on KEDA's series, added by the scrape; the label \`scaledobject.keda.sh/name\` of the autoscaler, if
kube-state-metrics runs with \`--metric-labels-allowlist=horizontalpodautoscalers=[scaledobject.keda.sh/name]\`; a label
\`horizontalpodautoscaler\` on KEDA's series, which the example adds by KEDA's default name \`keda-hpa-<scaledobject>\`. Edit that
rule where \`horizontalPodAutoscalerConfig.name\` is set. From the autoscaler on \`kube_horizontalpodautoscaler_info\` leads.

**nginx.** An upstream says nothing of the workload behind it, and neither module says which server is a backup: the scrape adds
\`cluster\`, \`namespace\` and \`workload\` by the name of the upstream and of the server zone, and \`backup="true"\` by the
address. Upstreams without these labels are left alone. The open-source exporter of nginx has no upstreams at all. VTS counts
the scrapes of its own page like any request: give it a server of its own, or set \`vhost_traffic_status_bypass_stats on\`. Up to
0.2.7 it counts an attempt that \`proxy_next_upstream\` passed on for no backend, later versions for the one that failed.

**OpenTelemetry.** What the instrumentation does not see is not counted. That of the openai client for Python
(\`opentelemetry-instrumentation-openai-v2\`, up to 2.3) counts of a streamed call neither the tokens nor the model that
answered, and its duration ends with the first part; embeddings since 2.2. Before 2.2 its durations have the default buckets of
the SDK, made for milliseconds: no latency is taken from them, unless a view sets others. Calls that failed, and streamed ones,
stand under the model that was asked for, the others under the one that answered.

**Tried with.** The sums were compared with what was sent, and agreed, of nginx 1.31 with VTS 0.2.7, the openai
instrumentation 2.1 and 2.3, the metrics of the KEDA operator after 2.20, and nginx-prometheus-exporter 1.5 before a stand-in for
the API of nginx Plus. The names of vLLM are those of its source.

**Distributions that drop metrics.** Without \`kube_pod_created\` a start begins when the pod has a node, and without that, when
the kubelet knows it. Without \`kube_horizontalpodautoscaler_status_condition\`, \`workload:scaling_active\` is absent and
\`workload:scaling_limited\` says that the wanted replicas have reached the maximum. Without
\`kube_horizontalpodautoscaler_info\` an autoscaler cannot be mapped to what it scales and is not seen: \`workload:info\` then
lacks \`source="kube_state_metrics"\`, and nothing else fails.

## Adapters

What an adapter file in \`alerts/rules/sources\` may record, each with the labels \`source\` and \`preference\`. A workload that
several sources describe is counted once: for each quantity the source with the lowest preference is believed. Where a source
is absent, its rules record nothing.

${preferences(files)}

Start-ups: the sidecar's phases, with the wait for a node (\`schedule\`) from kube-state-metrics before them; those of
kube-state-metrics for pods without a sidecar. Calls, tokens and cost of one workload come from one source as a whole, because
sources name models and providers differently. Two workloads are two: what an application's sidecar and a LiteLLM proxy behind
it both count stands under both names.

${metrics(SOURCE)}

## Exporter sidecar

The scrape adds \`cluster\`, \`namespace\`, \`workload\` and \`instance\`.

${metrics(SIDECAR)}

${SOURCES.map(({ title, metrics: read }) => `## Read from ${title}\n\n${metrics(read)}`).join('\n\n')}

## Read from Prometheus itself

${metrics(PROMETHEUS)}

## Labels

${table(
  ['Label', 'Meaning'],
  Object.entries(LABEL_HELP).map(([label, help]) => [code(label), help])
)}
`;
}
