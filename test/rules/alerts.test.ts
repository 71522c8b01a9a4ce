import { linksOf } from '../../docs/alertLinks';
import { alertsOf } from '../../docs/ruleFiles';
import { RULE_FILES } from './bundle';
import { RULE_TESTS } from './ruleTests';

describe('every alert', () => {
  const cases = RULE_TESTS.flatMap(({ content }) =>
    content.tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test)
  );
  const alerts = alertsOf(RULE_FILES).map((alert) => [alert.alert, alert] as const);

  it.each(alerts)('%s has a case in which it fires and one in which it must not', (name) => {
    const outcomes = cases
      .filter(({ alertname }) => alertname === name)
      .map(({ exp_alerts = [] }) => exp_alerts.length > 0);
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it.each(alerts)('%s says how bad it is, about what, and where to look', (name, { labels, annotations }) => {
    expect(name).toMatch(/^(Elastiscope[A-Z]|WatchdogElastiscope$)/);
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
    const fired = cases.flatMap(({ exp_alerts = [] }) => exp_alerts);
    for (const alert of fired) {
      expect(alert).toMatchObject({
        exp_labels: { cluster: expect.any(String), namespace: expect.any(String), workload: expect.any(String) },
      });
    }
  });
});
