import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleTest, type RuleTestFile } from './ruleTest';

/** Every file of rule tests. */
export const RULE_TESTS: readonly RuleTestFile[] = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.yml'))
  .sort()
  .map((name) => readRuleTest(join(__dirname, name)));
