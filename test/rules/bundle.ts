import { join } from 'node:path';
import { readRuleFiles } from '../../docs/ruleFiles';

export const PROJECT = join(__dirname, '..', '..');
export const RULES = join(PROJECT, 'alerts', 'rules');

/** Every rule file that ships. */
export const RULE_FILES = readRuleFiles(RULES);
