import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readRuleFiles } from '../../docs/ruleFiles';

export const PROJECT = join(__dirname, '..', '..');
export const RULES = join(PROJECT, 'alerts', 'rules');

/** Every rule file that ships. */
export const RULE_FILES = readRuleFiles(RULES);

interface AlertCase {
  readonly alertname: string;
  readonly exp_alerts: readonly object[];
}

interface SampleCase {
  readonly exp_samples: ReadonlyArray<{ readonly labels: string }>;
}

interface RuleTest {
  readonly name: string;
  readonly alert_rule_test?: readonly AlertCase[];
  readonly promql_expr_test?: readonly SampleCase[];
}

export interface RuleTestFile {
  readonly path: string;
  readonly rule_files: readonly string[];
  readonly group_eval_order: readonly string[];
  readonly tests: readonly RuleTest[];
}

/** Every file of rule tests, as promtool reads them. */
export const RULE_TESTS: readonly RuleTestFile[] = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.yml'))
  .sort()
  .map((name) => {
    const path = join(__dirname, name);
    const content: Omit<RuleTestFile, 'path'> = parse(readFileSync(path, 'utf8'));
    return { ...content, path };
  });
