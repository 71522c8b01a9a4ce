import { alertsOf, rulesOf } from '../../docs/ruleFiles';
import { VERDICTS, type VerdictDefinition } from '../../src/vocabulary';
import { RULE_FILES } from './bundle';

const RULES = rulesOf(RULE_FILES);
const ALERTS = new Map(alertsOf(RULE_FILES).map((alert) => [alert.alert, alert]));
const TABLE = Object.entries<VerdictDefinition>(VERDICTS);

describe.each(TABLE)('the verdict %s', (_, { record, labels, alert, severity, words }) => {
  it('is recorded by a rule', () => {
    expect(RULES.map((rule) => rule.record)).toContain(record);
  });

  it('is what its alert reads', () => {
    const expr = ALERTS.get(alert)?.expr ?? '';
    expect(expr).toContain(record);
    for (const [label, value] of Object.entries(labels ?? {})) {
      expect(expr).toContain(`${label}="${value}"`);
    }
  });

  it('is told by panels and pages in the words and with the severity of its alert', () => {
    const rule = ALERTS.get(alert);
    expect({ words, severity }).toEqual({ words: rule?.annotations.summary, severity: rule?.labels.severity });
  });
});

it('no two verdicts belong to one alert', () => {
  expect(new Set(TABLE.map(([, { alert }]) => alert)).size).toBe(TABLE.length);
});
