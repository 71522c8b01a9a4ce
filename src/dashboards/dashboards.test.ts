/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALENDAR, INSTANCE, PROMETHEUS, WORKLOAD } from '../vocabulary';
import { dashboardFiles } from './files';

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly instant?: boolean;
  readonly range?: boolean;
}

interface Panel {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly targets: readonly Target[];
  readonly fieldConfig?: { readonly defaults: { readonly noValue?: string } };
}

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: ReadonlyArray<{ readonly expr?: string }> };
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string; readonly query: unknown }> };
}

const ROOT = join(__dirname, '../..');
const files = [...dashboardFiles()];
const dashboards = files.map(([name, text]): [string, Dashboard] => [name, JSON.parse(text)]);

/** What a dashboard may read: the recorded vocabulary and alerts, never a source. */
const READABLE = new Set(
  [...Object.values(WORKLOAD), ...Object.values(INSTANCE), ...Object.values(CALENDAR), PROMETHEUS.alerts].map(({ name }) => name)
);

/** Names of series in PromQL: what stands before a brace, and what has the colon of a recorded name. */
function seriesIn(expr: string): string[] {
  const withoutStrings = expr.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [
    ...[...withoutStrings.matchAll(/([a-zA-Z_:][\w:]*)\s*\{/g)].map(([, name]) => name),
    ...[...withoutStrings.matchAll(/\b([a-zA-Z_]\w*(?::\w+)+)/g)].map(([, name]) => name),
  ];
}

function declaredPanels(): string[] {
  const folder = join(ROOT, 'src/panels');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => JSON.parse(readFileSync(join(folder, name, 'plugin.json'), 'utf8')).id);
}

it('the files in dashboards/ are what the builders write; run `npm run generate:dashboards`', () => {
  const onDisk = readdirSync(join(ROOT, 'dashboards')).sort();
  expect(onDisk).toEqual(files.map(([name]) => name).sort());
  for (const [name, text] of files) {
    expect(readFileSync(join(ROOT, 'dashboards', name), 'utf8')).toBe(text);
  }
});

it('uids differ', () => {
  expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
});

describe.each(dashboards)('%s', (_, dashboard) => {
  const { panels } = dashboard;

  it('shows each of our panels, and else only charts that every Grafana has', () => {
    const types = panels.map(({ type }) => type).filter((type) => type !== 'timeseries');
    expect(types.sort()).toEqual(declaredPanels().sort());
  });

  it('says in each chart of Grafana why it is empty', () => {
    const charts = panels.filter(({ type }) => type === 'timeseries');
    expect(charts.every(({ fieldConfig }) => fieldConfig?.defaults.noValue)).toBe(true);
  });

  it('gives each panel an id, a title and a description of its own', () => {
    for (const key of ['id', 'title', 'description'] as const) {
      const values = panels.map((panel) => panel[key]);
      expect(values.every(Boolean)).toBe(true);
      expect(new Set(values).size).toBe(panels.length);
    }
  });

  it.each(panels.flatMap(({ type, title, targets }) => targets.map(({ refId, expr }): [string, string] => [`${title ?? type} ${refId}`, expr])))(
    '%s reads the vocabulary',
    (__, expr) => {
      const names = seriesIn(expr);
      expect(names).not.toEqual([]);
      expect(names.filter((name) => !READABLE.has(name))).toEqual([]);
    }
  );

  it('follows the variables, and no other', () => {
    const known = [...dashboard.templating.list.map(({ name }) => name), '__interval', '__range'];
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
    expect([...new Set(used)].filter((name) => !known.includes(name) && name !== '__all')).toEqual([]);
    for (const { targets } of panels) {
      expect(targets.every(({ expr }) => expr.includes('workload=~"$workload"'))).toBe(true);
    }
  });

  it('asks each query for a range or an instant, under a name that is unique in its panel', () => {
    for (const { targets } of panels) {
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      expect(targets.every(({ instant, range }) => (instant === true) !== (range === true))).toBe(true);
    }
  });

  it('marks when alerts of the bundle fire', () => {
    expect(dashboard.annotations.list.map(({ expr }) => expr).join()).toContain('bundle="elastiscope"');
  });
});
