import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { ensureBinaries } from '../../setup/binaries';
import { PROJECT, RULE_FILES } from '../rules/bundle';
import { buildCommand } from './command';

const run = promisify(execFile);

/** Fields of the resources of the Prometheus operator that are used, by kind of object. */
const FIELDS = {
  rule: ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'],
  group: ['name', 'interval', 'rules', 'limit'],
  route: [
    ...['receiver', 'matchers', 'groupBy', 'groupWait', 'groupInterval', 'repeatInterval'],
    ...['activeTimeIntervals', 'muteTimeIntervals', 'routes', 'continue'],
  ],
  slack: ['apiURL', 'channel', 'sendResolved', 'title', 'titleLink', 'text', 'fallback', 'color'],
  webhook: ['url', 'urlSecret', 'sendResolved', 'httpConfig', 'maxAlerts', 'timeout'],
  pagerduty: ['routingKey', 'description', 'severity', 'client', 'clientURL', 'details', 'sendResolved'],
} as const;

/** Durations of the operator's schema. */
const DURATION = /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/;

interface Rule {
  readonly expr: string;
  readonly for?: string;
}

interface PrometheusRule {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: object };
  readonly spec: {
    readonly groups: ReadonlyArray<{
      readonly name: string;
      readonly interval: string;
      readonly rules: readonly Rule[];
    }>;
  };
}

interface Matcher {
  readonly name: string;
  readonly matchType: string;
  readonly value: string;
}

interface Route {
  readonly receiver: string;
  readonly matchers: readonly Matcher[];
  readonly repeatInterval?: string;
  readonly activeTimeIntervals?: readonly string[];
  readonly routes?: readonly Route[];
}

interface AlertmanagerConfig {
  readonly kind: string;
  readonly spec: {
    readonly route: Route;
    readonly inhibitRules: ReadonlyArray<{
      readonly sourceMatch: readonly Matcher[];
      readonly targetMatch: readonly Matcher[];
      readonly equal: readonly string[];
    }>;
    readonly muteTimeIntervals: ReadonlyArray<{ readonly name: string; readonly timeIntervals: readonly object[] }>;
    readonly receivers: ReadonlyArray<{
      readonly name: string;
      readonly slackConfigs?: readonly object[];
      readonly webhookConfigs?: readonly object[];
      readonly pagerdutyConfigs?: readonly object[];
    }>;
  };
}

const command = buildCommand();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elastiscope-exports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => command.remove());

const unknown = (shape: object, known: readonly string[]) => Object.keys(shape).filter((key) => !known.includes(key));

describe('PrometheusRule', () => {
  it('takes every group as it is, in fields that the resource has', async () => {
    const args = ['--namespace', 'monitoring', '--label', 'release=prometheus'];
    const { stdout } = await command.run(['rules', 'export', '--format', 'prometheusrule', ...args]);
    const resources: readonly PrometheusRule[] = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(resources).toHaveLength(RULE_FILES.length);
    for (const { apiVersion, kind, metadata, spec } of resources) {
      expect({ apiVersion, kind }).toEqual({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule' });
      expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(metadata).toMatchObject({
        namespace: 'monitoring',
        labels: { 'app.kubernetes.io/name': 'elastiscope', release: 'prometheus' },
      });
      for (const group of spec.groups) {
        expect(unknown(group, FIELDS.group)).toEqual([]);
        expect(group.interval).toMatch(DURATION);
        for (const rule of group.rules) {
          expect(unknown(rule, FIELDS.rule)).toEqual([]);
          expect(rule.for ?? '0').toMatch(DURATION);
          expect(typeof rule.expr).toBe('string');
        }
      }
    }
    expect(new Set(resources.map(({ metadata }) => metadata.name)).size).toBe(resources.length);
    expect(resources.flatMap(({ spec }) => spec.groups)).toEqual(RULE_FILES.flatMap(({ groups }) => groups));
  });

  it('writes files that promtool accepts below spec', async () => {
    const { promtool } = await ensureBinaries(['promtool']);
    await command.run(['rules', 'export', '--format', 'prometheusrule', '--output', folder]);
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files).toHaveLength(RULE_FILES.length);
    files.forEach((file) => {
      const spec = readFileSync(file, 'utf8').split('spec:\n')[1] ?? '';
      writeFileSync(file, spec);
    });
    await run(promtool, ['check', 'rules', ...files]);
  });
});

it('mimirtool gets a namespace a file, no more groups and rules than Mimir allows by default, and the user their number', async () => {
  const { stderr } = await command.run(['rules', 'export', '--format', 'mimir', '--output', folder]);
  const files = readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')));
  expect(new Set(files.map(({ namespace }) => namespace)).size).toBe(RULE_FILES.length);
  expect(files.flatMap(({ groups }) => groups)).toEqual(RULE_FILES.flatMap(({ groups }) => groups));
  expect(files.flatMap((file) => unknown(file, ['namespace', 'groups']))).toEqual([]);
  const groups: ReadonlyArray<{ readonly rules: readonly Rule[] }> = files.flatMap((file) => file.groups);
  expect(Math.max(...groups.map(({ rules }) => rules.length))).toBeLessThanOrEqual(20);
  expect(groups.length).toBeLessThanOrEqual(70);
  expect(stderr).toContain(`these are ${groups.length} groups: ruler_max_rule_groups_per_tenant`);
});

it('an older vmalert gets everything but keep_firing_for, and each file says what is left out', async () => {
  const { promtool } = await ensureBinaries(['promtool']);
  await command.run(['rules', 'export', '--format', 'vmalert', '--output', folder]);
  const files = readdirSync(folder).map((name) => join(folder, name));
  await run(promtool, ['check', 'rules', ...files]);
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const without = RULE_FILES.flatMap(({ groups }) =>
    groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) =>
        Object.fromEntries(Object.entries(rule).filter(([key]) => key !== 'keep_firing_for'))
      ),
    }))
  );
  expect(texts.flatMap((text) => parse(text).groups)).toEqual(without);
  const kept = RULE_FILES.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules)).filter(
    ({ keep_firing_for }) => keep_firing_for !== undefined
  );
  const said = texts.map((text) => Number(/^# Left out for an older vmalert: (\d+)/.exec(text)?.[1] ?? 0));
  expect(said.reduce((sum, count) => sum + count, 0)).toBe(kept.length);
});

describe('AlertmanagerConfig', () => {
  const file = join(PROJECT, 'provisioning/kubernetes/alertmanagerconfig.yaml');
  const [config, configMap] = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
  const { spec }: AlertmanagerConfig = config;
  const source = parse(readFileSync(join(PROJECT, 'alerts/alertmanager/elastiscope.yml'), 'utf8'));

  it('is what the command writes: npm run generate:routes', async () => {
    expect((await command.run(['alertmanager', 'export'])).stdout).toBe(readFileSync(file, 'utf8'));
  });

  const routes = (route: Route): readonly Route[] => [route, ...(route.routes ?? []).flatMap(routes)];

  it('has only fields that the resource has', () => {
    expect(config).toMatchObject({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig' });
    expect(unknown(spec, ['route', 'receivers', 'inhibitRules', 'muteTimeIntervals'])).toEqual([]);
    for (const route of routes(spec.route)) {
      expect(unknown(route, FIELDS.route)).toEqual([]);
      expect(route.repeatInterval ?? '0').toMatch(DURATION);
    }
    for (const receiver of spec.receivers) {
      expect(unknown(receiver, ['name', 'slackConfigs', 'pagerdutyConfigs', 'webhookConfigs'])).toEqual([]);
      expect((receiver.webhookConfigs ?? []).flatMap((one) => unknown(one, FIELDS.webhook))).toEqual([]);
      expect((receiver.slackConfigs ?? []).flatMap((slack) => unknown(slack, FIELDS.slack))).toEqual([]);
      expect((receiver.pagerdutyConfigs ?? []).flatMap((one) => unknown(one, FIELDS.pagerduty))).toEqual([]);
    }
  });

  it('refers to nothing that it does not define', () => {
    const receivers = spec.receivers.map(({ name }) => name);
    const intervals = spec.muteTimeIntervals.map(({ name }) => name);
    for (const { receiver, activeTimeIntervals = [] } of routes(spec.route)) {
      expect(receivers).toContain(receiver);
      expect(intervals).toEqual(expect.arrayContaining([...activeTimeIntervals]));
    }
  });

  it('says of inhibition what the configuration says', () => {
    const spelled = (matchers: readonly Matcher[]) =>
      matchers.map(({ name, matchType, value }) => `${name}${matchType}"${value}"`);
    expect(
      spec.inhibitRules.map(({ sourceMatch, targetMatch, equal }) => ({
        source_matchers: spelled(sourceMatch),
        target_matchers: spelled(targetMatch),
        equal,
      }))
    ).toEqual(source.inhibit_rules);
  });

  it('brings the templates that its receivers use', () => {
    const used = [...readFileSync(file, 'utf8').matchAll(/'\{\{ template "([\w.]+)"/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) {
      expect(configMap.data['elastiscope.tmpl']).toContain(`{{ define "${name}" -}}`);
    }
  });

  it('prints the templates alone, with the address of Grafana', async () => {
    const { stdout } = await command.run(['alertmanager', 'export', '--templates', '--grafana-url', 'https://g']);
    expect(stdout).toContain('{{ define "elastiscope.grafana_url" }}https://g{{ end }}');
  });
});

it.each<[string, readonly string[], string]>([
  ['no format', [], '--format must be one of'],
  ['an unknown format', ['--format', 'xml'], '--format must be one of prometheusrule, mimir, vmalert'],
  ['several files to one output', ['--format', 'mimir'], 'say where by --output'],
  ['a namespace where there is none', ['--format', 'mimir', '--output', 'x', '--namespace', 'a'], 'are for --format'],
  ['a namespace that is none', ['--format', 'prometheusrule', '--namespace', 'A b'], 'is no name of a namespace'],
  ['a label that is none', ['--format', 'prometheusrule', '--label', 'release'], 'is no label such as'],
])('rules export refuses %s', async (_name, args, message) => {
  expect(await command.run(['rules', 'export', ...args])).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});
