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
export function metricsPage(): string {
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

## Adapters

What an adapter file in \`alerts/rules/sources\` may record, each with the labels \`source\` and \`preference\`. For each workload
the source with the lowest preference is believed, quantity by quantity: kube-state-metrics before the sidecar for replicas,
the sidecar alone for traffic, tokens and cost.

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
