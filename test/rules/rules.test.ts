import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { linksOf } from '../../docs/alertLinks';
import { alertsOf } from '../../docs/ruleFiles';
import { ensureBinaries } from '../../setup/binaries';
import { RULES, RULE_FILES, RULE_TESTS } from './bundle';

const run = promisify(execFile);
let promtool: string;

beforeAll(async () => {
  ({ promtool } = await ensureBinaries(['promtool']));
});

describe('the rule files', () => {
  it.each(RULE_FILES.map(({ path }) => path))('%s loads by itself and has no duplicate', async (path) => {
    await run(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', join(RULES, path)]);
  });

  it('load together without a duplicate', async () => {
    const files = RULE_FILES.map(({ path }) => join(RULES, path));
    const { stdout } = await run(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
    expect(stdout).not.toContain('duplicate');
  });

  it.each(RULE_FILES.flatMap(({ groups }) => groups).map((group) => [group.name, group] as const))(
    'group %s is named, timed and sized as rulers ask',
    (name, { interval, rules }) => {
      expect(name).toMatch(/^elastiscope(\.[a-z_0-9]+)+$/);
      // Mimir refuses more than 20 rules a group.
      expect(rules.length).toBeLessThanOrEqual(20);
      // Increments of a minute add up only if they are taken every minute.
      const minutely = rules.some(({ record }) => record?.endsWith(':increase1m'));
      expect(['15s', '30s', '1m', '2m', '4m']).toContain(interval);
      expect(minutely ? interval : '1m').toBe('1m');
    }
  );
});

describe('the rule tests', () => {
  it.each(RULE_TESTS.map((file) => [basename(file.path), file] as const))(
    '%s passes',
    async (_name, file) => {
      await run(promtool, ['test', 'rules', file.path]);
    },
    // A month or a week takes promtool a minute of CPU time.
    600_000
  );

  // Without an order promtool evaluates groups in any, and a test of two groups passes by luck.
  it.each(RULE_TESTS.map((file) => [basename(file.path), file] as const))('%s orders its groups', (_name, file) => {
    const used = file.rule_files.map((path) => path.replace('../../alerts/rules/', ''));
    const groups = RULE_FILES.filter(({ path }) => used.includes(path)).flatMap((rules) => rules.groups);
    expect([...file.group_eval_order].sort()).toEqual(groups.map(({ name }) => name).sort());
  });
});

describe('every alert', () => {
  const cases = RULE_TESTS.flatMap(({ tests }) => tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test));
  const alerts = alertsOf(RULE_FILES).map((alert) => [alert.alert, alert] as const);

  it.each(alerts)('%s has a case in which it fires and one in which it must not', (name) => {
    const outcomes = cases.filter(({ alertname }) => alertname === name).map(({ exp_alerts }) => exp_alerts.length > 0);
    expect(new Set(outcomes)).toEqual(new Set(name === 'ElastiscopeWatchdog' ? [true] : [true, false]));
  });

  it.each(alerts)('%s says how bad it is, about what, and where to look', (name, { labels, annotations }) => {
    expect(name).toMatch(/^Elastiscope[A-Z]/);
    const { namespace, workload, ...ours } = labels;
    expect(ours).toEqual({
      bundle: 'elastiscope',
      severity: expect.stringMatching(/^(critical|warning|info)$/),
      category: expect.stringMatching(/^(scaling|coldstart|failover|lifecycle|traffic|cost|meta)$/),
    });
    // Only * may be fixed: it stands for a whole cluster.
    expect([namespace, workload].filter((fixed) => fixed !== undefined && fixed !== '*')).toEqual([]);
    expect(annotations.summary).toMatch(/^[^{}]+\.$/);
    const { runbook_url, dashboard_url } = linksOf({ alert: name });
    expect(annotations).toMatchObject({ runbook_url, dashboard_url });
    const named = dashboard_url.includes('var-workload') ? ['cluster', 'namespace', 'workload'] : ['cluster'];
    for (const label of named) {
      expect(annotations.description).toContain(`$labels.${label}`);
    }
  });

  it('carries cluster, namespace and workload when it fires', () => {
    for (const { alertname, exp_alerts } of cases) {
      // The Watchdog is about Prometheus itself, whose external_labels name the cluster.
      const cluster = alertname === 'ElastiscopeWatchdog' ? {} : { cluster: expect.any(String) };
      for (const alert of exp_alerts) {
        expect(alert).toMatchObject({
          exp_labels: { ...cluster, namespace: expect.any(String), workload: expect.any(String) },
        });
      }
    }
  });
});
