import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
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

/** How far the dashboard of an alert goes back: three hours, or as far as the alert itself looks, and somewhat farther. */
const LOOKS_BACK_HOURS: Readonly<Record<string, number>> = {
  ElastiscopeErrorBudgetBurn: 12,
  ElastiscopeErrorBudgetBurnSlow: 4 * 24,
  ElastiscopeVectorSearchSlow: 2 * 24,
  ElastiscopeColdStartSlower: 8 * 24,
  ElastiscopeOverProvisioned: 2 * 24,
  ElastiscopeAutoscalerPaused: 2 * 24,
  ElastiscopeDailyBudgetSpent: 24,
  ElastiscopeBudgetBurnFast: 24,
  ElastiscopeBudgetBurnSlow: 8 * 24,
  ElastiscopeBudgetForecastOver: 8 * 24,
  ElastiscopeBudgetSpent: 31 * 24,
};

describe('every alert', () => {
  const cases = RULE_TESTS.flatMap(({ tests }) => tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test));
  const alerts = alertsOf(RULE_FILES).map((alert) => [alert.alert, alert] as const);

  it.each(alerts)('%s has a case in which it fires and one in which it must not', (name) => {
    const outcomes = cases.filter(({ alertname }) => alertname === name).map(({ exp_alerts }) => exp_alerts.length > 0);
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it.each(alerts)('%s says how bad it is, about what, and where to look', (name, { labels, annotations }) => {
    expect(name).toMatch(/^Elastiscope[A-Z]/);
    expect(labels).toEqual({
      bundle: 'elastiscope',
      severity: expect.stringMatching(/^(critical|warning|info)$/),
      category: expect.stringMatching(/^(scaling|coldstart|failover|lifecycle|traffic|cost|meta)$/),
    });
    expect(annotations.summary).toMatch(/^[^{}]+\.$/);
    for (const label of ['cluster', 'namespace', 'workload']) {
      expect(annotations.description).toContain(`$labels.${label}`);
      expect(annotations.dashboard_url).toContain(`var-${label}={{ $labels.${label} | urlquery }}`);
    }
    const seconds = (LOOKS_BACK_HOURS[name] ?? 3) * 3600;
    expect(annotations.dashboard_url).toContain(`&from={{ query "1000 * (time() - ${seconds})"`);
    expect(annotations.runbook_url).toBe(
      `https://github.com/elastiscope/elastiscope/blob/main/docs/runbooks/${name}.md`
    );
  });

  it('carries cluster, namespace and workload when it fires', () => {
    const fired = cases.flatMap(({ exp_alerts }) => exp_alerts);
    for (const alert of fired) {
      expect(alert).toMatchObject({
        exp_labels: { cluster: expect.any(String), namespace: expect.any(String), workload: expect.any(String) },
      });
    }
  });
});
