import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { alertsOf } from '../../docs/ruleFiles';
import { PROJECT, RULE_FILES } from '../rules/bundle';
import { allowed, INHIBIT_RULES, type Labels, silences } from './inhibition';

const alerts = alertsOf(RULE_FILES);
const WHO = { cluster: 'c', namespace: 'n', workload: 'w' };
const SOURCES = ['sidecar', 'kube_state_metrics', 'any_other'];

function labelsOf(name: string, more: Labels = {}): Labels {
  const found = alerts.find(({ alert }) => alert === name);
  if (found === undefined) {
    throw new Error(`no rule file has the alert ${name}`);
  }
  return { ...WHO, ...found.labels, ...more, alertname: name };
}

const WHOLE_CLUSTER = { namespace: '*', workload: '*' };

/** Every alert about one workload; that of a missing source once for each source, of the workload and of its cluster. */
const everyAlert = alerts.flatMap(({ alert }) =>
  alert === 'ElastiscopeSourceMissing'
    ? SOURCES.flatMap((source) => [labelsOf(alert, { source }), labelsOf(alert, { source, ...WHOLE_CLUSTER })])
    : [labelsOf(alert)]
);

interface RuleTests {
  readonly tests: ReadonlyArray<{
    readonly alert_rule_test?: ReadonlyArray<{
      readonly alertname: string;
      readonly exp_alerts?: ReadonlyArray<{ readonly exp_labels: Labels }>;
    }>;
  }>;
}

/** The labels that promtool saw on each alert, by its name. */
function seenLabels(): ReadonlyMap<string, readonly Labels[]> {
  const folder = join(PROJECT, 'test/rules');
  const seen = new Map<string, Labels[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.yml'))) {
    const { tests }: RuleTests = parse(readFileSync(join(folder, file), 'utf8'));
    for (const { alertname, exp_alerts = [] } of tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test)) {
      seen.set(alertname, [...(seen.get(alertname) ?? []), ...exp_alerts.map(({ exp_labels }) => exp_labels)]);
    }
  }
  return seen;
}

describe('a cause silences its symptoms', () => {
  it.each<[string, Labels, string, Labels]>([
    ['ElastiscopeNoLeader', {}, 'ElastiscopeErrorBudgetBurn', {}],
    ['ElastiscopeNoLeader', {}, 'ElastiscopeLatencyHigh', {}],
    ['ElastiscopeNoLeader', {}, 'ElastiscopeFailoverSlow', {}],
    ['ElastiscopeTwoLeaders', {}, 'ElastiscopeOldLeaderWorks', {}],
    ['ElastiscopeErrorBudgetBurn', {}, 'ElastiscopeLatencyHigh', {}],
    ['ElastiscopeErrorBudgetBurn', {}, 'ElastiscopeErrorBudgetBurnSlow', {}],
    ['ElastiscopeNoBackendServes', {}, 'ElastiscopeErrorBudgetBurn', {}],
    ['ElastiscopeReleaseErrors', {}, 'ElastiscopeErrorBudgetBurnSlow', {}],
    ['ElastiscopeBackendDown', {}, 'ElastiscopeLoadSkew', {}],
    ['ElastiscopeBudgetSpent', {}, 'ElastiscopeBudgetForecastOver', {}],
    ['ElastiscopeStartTimedOut', {}, 'ElastiscopeDesiredNotReached', {}],
    ['ElastiscopeStartTimedOut', {}, 'ElastiscopeScalingLag', {}],
    ['ElastiscopeColdStartSlow', {}, 'ElastiscopeRequestsWaitForColdStart', {}],
    ['ElastiscopeAtMaxReplicas', {}, 'ElastiscopeFlapping', {}],
    ['ElastiscopeAtMaxReplicas', {}, 'ElastiscopeScalingLag', {}],
    ['ElastiscopeAutoscalerBlind', {}, 'ElastiscopeScalingLag', {}],
    ['ElastiscopeScaledFromZeroOften', {}, 'ElastiscopeFlapping', {}],
    ['ElastiscopeRequestsCut', {}, 'ElastiscopeDrainNearGrace', {}],
    ['ElastiscopeSourceMissing', { source: 'kube_state_metrics' }, 'ElastiscopeDesiredNotReached', {}],
    ['ElastiscopeSourceMissing', { source: 'sidecar' }, 'ElastiscopeLatencyHigh', {}],
    ['ElastiscopeSourceMissing', { source: 'sidecar' }, 'ElastiscopeExporterDown', { instance: 'a' }],
    ['ElastiscopeSourceMissing', { source: 'sidecar', ...WHOLE_CLUSTER }, 'ElastiscopeExporterDown', {}],
    ['ElastiscopeSourceMissing', { source: 'kube_state_metrics', ...WHOLE_CLUSTER }, 'ElastiscopeFlapping', {}],
  ])('%s %j silences %s %j', (cause, causeLabels, symptom, symptomLabels) => {
    expect(silences(labelsOf(cause, causeLabels), labelsOf(symptom, symptomLabels))).toBe(true);
  });

  it.each<[string, string, Labels, string, Labels]>([
    ['the symptom never silences its cause', 'ElastiscopeErrorBudgetBurn', {}, 'ElastiscopeNoLeader', {}],
    ['flapping does not hide the maximum', 'ElastiscopeFlapping', {}, 'ElastiscopeAtMaxReplicas', {}],
    ['another workload is not silenced', 'ElastiscopeNoLeader', { workload: 'other' }, 'ElastiscopeLatencyHigh', {}],
    ['nor one in another namespace', 'ElastiscopeNoLeader', { namespace: 'm' }, 'ElastiscopeLatencyHigh', {}],
    ['nor a namesake in another cluster', 'ElastiscopeNoLeader', { cluster: 'd' }, 'ElastiscopeLatencyHigh', {}],
    ['nor another theme', 'ElastiscopeNoLeader', {}, 'ElastiscopeBudgetSpent', {}],
    ['errors do not hide what made them', 'ElastiscopeErrorBudgetBurn', {}, 'ElastiscopeRateLimitHeadroomLow', {}],
    ['a spent budget does not hide that it burns on', 'ElastiscopeBudgetSpent', {}, 'ElastiscopeBudgetBurnFast', {}],
    ['nor the release that made them', 'ElastiscopeErrorBudgetBurn', {}, 'ElastiscopeReleaseErrors', {}],
    [
      'traffic does not come from kube-state-metrics',
      'ElastiscopeSourceMissing',
      { source: 'kube_state_metrics' },
      'ElastiscopeLatencyHigh',
      {},
    ],
    [
      'the sources of one cluster say nothing of another',
      'ElastiscopeSourceMissing',
      { source: 'sidecar', cluster: 'd', ...WHOLE_CLUSTER },
      'ElastiscopeLatencyHigh',
      {},
    ],
    [
      'a page stays one without its source',
      'ElastiscopeSourceMissing',
      { source: 'sidecar' },
      'ElastiscopeNoLeader',
      {},
    ],
  ])('%s', (_name, cause, causeLabels, symptom, symptomLabels) => {
    expect(silences(labelsOf(cause, causeLabels), labelsOf(symptom, symptomLabels))).toBe(false);
  });
});

describe.each(INHIBIT_RULES.map((rule) => [JSON.stringify(rule.source_matchers), rule] as const))(
  'the rule of %s',
  (_name, { source_matchers, target_matchers, equal }) => {
    const [source, target] = [allowed(source_matchers), allowed(target_matchers)];

    it('never matches one alert as both: a label tells them apart', () => {
      const apart = [...source].filter(([label, values]) => {
        const others = target.get(label);
        return others !== undefined && !values.some((value) => others.includes(value));
      });
      expect(apart).not.toEqual([]);
    });

    it('is about alerts of ours that exist', () => {
      const names = [...(source.get('alertname') ?? []), ...(target.get('alertname') ?? [])];
      expect(source.get('bundle')).toEqual(['elastiscope']);
      expect(target.get('bundle')).toEqual(['elastiscope']);
      expect(names.filter((name) => !alerts.some(({ alert }) => alert === name))).toEqual([]);
    });

    it('compares the workload, or the cluster where it is about all of it', () => {
      const isAboutCluster = source.get('workload')?.includes('*') === true;
      expect(equal).toEqual(isAboutCluster ? ['cluster'] : ['cluster', 'namespace', 'workload']);
    });
  }
);

it('every alert carries the labels that are compared, as promtool saw it', () => {
  const seen = seenLabels();
  const compared = new Set(INHIBIT_RULES.flatMap(({ equal }) => equal));
  const lacking = alerts.flatMap(({ alert }) => {
    const fired = seen.get(alert) ?? [];
    // The Watchdog takes no part: no rule names it or its category as a target.
    const isApart = alert === 'WatchdogElastiscope';
    const complete =
      fired.length > 0 && fired.every((labels) => [...compared].every((label) => labels[label] ?? isApart));
    return complete ? [] : [alert];
  });
  expect(lacking).toEqual([]);
});

it('a ticket never silences a page', () => {
  const silenced = everyAlert.flatMap((source) =>
    everyAlert
      .filter((target) => target.severity === 'critical' && source.severity !== 'critical' && silences(source, target))
      .map((target) => `${source.alertname} → ${target.alertname}`)
  );
  expect(silenced).toEqual([]);
});

it('of alerts that silence each other in a circle nobody would hear, so there is no circle', () => {
  let left = everyAlert;
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    left = left.filter((target) => left.some((source) => silences(source, target)));
  }
  expect(left.map(({ alertname }) => alertname)).toEqual([]);
});
