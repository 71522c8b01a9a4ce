import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../../docs/ruleFiles';
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
  type PanelQuery,
  type RecordedDefinition,
} from '../../src/vocabulary';
import { PROJECT, RULE_FILES } from './bundle';
import { clausesIn, metricsIn, readSeries } from './promql';
import { RULE_TESTS } from './ruleTests';

const RECORDED: readonly RecordedDefinition[] = [SOURCE, WORKLOAD, INSTANCE, CALENDAR].flatMap(Object.values);
const FROM_SOURCES: readonly MetricDefinition[] = SOURCES.flatMap(({ metrics }) => Object.values(metrics));
const SCRAPED: readonly MetricDefinition[] = [...[SIDECAR, PROMETHEUS].flatMap(Object.values), ...FROM_SOURCES];

/** Names of the series of a metric. */
function seriesOf({ name, type }: MetricDefinition): string[] {
  return type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

const KNOWN = new Set([...RECORDED.map(({ name }) => name), ...SCRAPED.flatMap(seriesOf)]);

const rules = rulesOf(RULE_FILES);
const consumed = new Set(rules.flatMap(({ expr }) => metricsIn(expr)));

const unknownIn = (exprs: readonly string[]) => exprs.flatMap(metricsIn).filter((name) => !KNOWN.has(name));

function filesBelow(folder: string, ending: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => join(folder, name))
    : [];
}

/** Every value under the key `expr`, however deep. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' && typeof inner === 'string' ? [inner] : expressionsIn(inner)
  );
}

/** What judges whether a source is there, which is a question about a cluster, or about two halves in two of them. */
const ABOUT_CLUSTERS = new Set<string>([
  'WatchdogElastiscope',
  WORKLOAD.kubeObjects.name,
  WORKLOAD.sourceSeen.name,
  WORKLOAD.sourceMissing.name,
  WORKLOAD.sourceMissingCount.name,
  WORKLOAD.rulesFailing.name,
  WORKLOAD.dataLate.name,
  WORKLOAD.scrapeMisconfigured.name,
  'ElastiscopePricesOld',
  'ElastiscopeSourceMissing',
]);

describe('names in PromQL', () => {
  it.each([
    ['sum by (cluster, team) (rate(a_total{x="b_total"}[5m]))', ['a_total']],
    ['l:a:b1m{preference="1"} or on (x) group_left (y) (l:c offset 1m) # l:d', ['l:a:b1m', 'l:c']],
    ['vector(time()) > bool c:d @ end()', ['c:d']],
    ['a{instance=~"$instance"}[$__interval] * 1e3 - Inf', ['a']],
    ['label_replace(a, "b", "c d", "e", ".*") and f', ['a', 'f']],
    ['{__name__=~"a_total|a:b", c="d|e"} == 0', ['a_total', 'a:b']],
  ])('of %s', (expr, names) => {
    expect(metricsIn(expr)).toEqual(names);
  });
});

describe('the rule files', () => {
  it.each(rules.map((rule) => [rule.record ?? rule.alert ?? '', rule.expr]))(
    '%s reads only names of the vocabulary',
    (_name, expr) => {
      expect(unknownIn([expr])).toEqual([]);
    }
  );

  it('record what the vocabulary says, and nothing else', () => {
    const recorded = new Set(rules.flatMap(({ record }) => (record === undefined ? [] : [record])));
    expect([...recorded].sort()).toEqual(RECORDED.map(({ name }) => name).sort());
  });

  it.each(rules.map((rule) => [rule.record ?? rule.alert ?? '', rule.expr]))(
    '%s joins and groups by cluster and namespace, never across them',
    (name, expr) => {
      for (const labels of clausesIn(expr, ['by', 'on'])) {
        // `on ()` joins with the calendar, which is the same everywhere.
        const isWithin = labels.length === 0 || (labels.includes('cluster') && labels.includes('namespace'));
        expect(isWithin || ABOUT_CLUSTERS.has(name)).toBe(true);
      }
      expect(clausesIn(expr, ['without', 'ignoring'])).toEqual([]);
    }
  );

  it('fill in the defaults of the objectives', () => {
    const expr = rules.find(({ record }) => record === WORKLOAD.objective.name)?.expr ?? '';
    const filled = [...expr.matchAll(/([\d.]+) \* group[^"]+"objective", "(\w+)"/g)];
    const objectives: Array<[string, ObjectiveDefinition]> = Object.entries(OBJECTIVES);
    expect(Object.fromEntries(filled.map(([, value, name]) => [name, Number(value)]))).toEqual(
      Object.fromEntries(
        objectives.flatMap(([name, { fallback }]) => (fallback === undefined ? [] : [[name, fallback]]))
      )
    );
  });

  it('name only objectives that a workload can set', () => {
    const named = rules.flatMap(({ expr }) => [...expr.matchAll(/objective="(\w+)"/g)].map(([, name]) => name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => name === undefined || !Object.hasOwn(OBJECTIVES, name))).toEqual([]);
  });
});

describe('a recorded series', () => {
  const shown = RULE_TESTS.flatMap(({ content }) =>
    content.tests.flatMap(({ promql_expr_test = [] }) =>
      promql_expr_test.flatMap(({ exp_samples = [] }) => exp_samples.map(({ labels }) => readSeries(labels)))
    )
  );

  it.each(RECORDED.map((definition) => [definition.name, definition] as const))(
    '%s is tested, and has the labels of its level and definition, no more and no less',
    (name, { level, labels }) => {
      const samples = shown.filter((series) => series.name === name);
      expect(samples).not.toHaveLength(0);
      for (const sample of samples) {
        expect([...sample.labels].sort()).toEqual([...LEVEL_LABELS[level], ...labels].sort());
      }
    }
  );
});

describe('the vocabulary', () => {
  const exporter = filesBelow(join(PROJECT, 'src', 'exporter'), '.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  it.each(Object.keys(SIDECAR))('SIDECAR.%s is exported by the sidecar', (key) => {
    expect(exporter).toMatch(new RegExp(`\\bSIDECAR\\.${key}\\b`));
  });

  it.each(FROM_SOURCES.map((metric) => [metric.name, metric] as const))('%s is read by a rule', (_name, metric) => {
    expect(seriesOf(metric).some((series) => consumed.has(series))).toBe(true);
  });

  it.each(SOURCES.map((source) => [source.name, source] as const))(
    'the adapter of %s is a file, and signs what it records',
    (name, { adapter }) => {
      const file = RULE_FILES.find(({ path }) => path === join('sources', adapter));
      const signed = rulesOf(file ? [file] : []).flatMap(({ labels }) => labels?.source ?? []);
      expect(new Set(signed)).toEqual(new Set([name]));
    }
  );

  it.each(Object.values(SOURCE).map(({ name }) => name))('%s is handed on by a rule', (name) => {
    expect(consumed).toContain(name);
  });

  it('explains every label', () => {
    const labels = [...RECORDED, ...SCRAPED].flatMap((definition) => definition.labels);
    expect(labels.filter((label) => !Object.hasOwn(LABEL_HELP, label))).toEqual([]);
  });
});

describe('what a person sees', () => {
  it.each(filesBelow(join(PROJECT, 'dashboards'), '.json'))('%s reads only names of the vocabulary', (file) => {
    const exprs = expressionsIn(JSON.parse(readFileSync(file, 'utf8')));
    expect(exprs).not.toHaveLength(0);
    expect(unknownIn(exprs)).toEqual([]);
  });

  it.each(filesBelow(join(PROJECT, 'src', 'panels'), 'queries.ts'))(
    '%s reads only names of the vocabulary',
    async (file) => {
      const { queries }: { queries: (selector: string) => PanelQuery[] } = await import(file);
      const exprs = queries('workload="w"').map(({ expr }) => expr);
      expect(exprs).not.toHaveLength(0);
      expect(unknownIn(exprs)).toEqual([]);
    }
  );
});
