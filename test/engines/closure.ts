import type { Rule, RuleGroup } from '../../docs/ruleFiles';
import { metricsIn } from '../rules/promql';

/** The groups with only those recording rules that what is wanted is made of, directly or through others. */
export function groupsBehind(wanted: readonly string[], groups: readonly RuleGroup[]): RuleGroup[] {
  const rules = groups.flatMap((group) => group.rules);
  const needed = new Set<Rule>();
  const need = (name: string) => {
    for (const rule of rules) {
      if (rule.record === name && !needed.has(rule)) {
        needed.add(rule);
        metricsIn(rule.expr).forEach(need);
      }
    }
  };
  wanted.forEach(need);
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
    .filter((group) => group.rules.length > 0);
}
