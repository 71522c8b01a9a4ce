import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import type { RuleFile } from '../../docs/ruleFiles';
import { RULES, RULE_FILES } from './bundle';
import { filesFor } from './filesFor';
import { groupOrder } from './groupOrder';
import { readSeries } from './promql';

interface AlertCase {
  readonly alertname: string;
  readonly exp_alerts?: readonly object[];
}

interface SampleCase {
  readonly exp_samples?: ReadonlyArray<{ readonly labels: string }>;
}

interface RuleTest {
  readonly name?: string;
  readonly input_series?: ReadonlyArray<{ readonly series: string }>;
  readonly alert_rule_test?: readonly AlertCase[];
  readonly promql_expr_test?: readonly SampleCase[];
}

interface RuleTestContent {
  /** Files that the tests read; all that ship when there is no such list. */
  readonly rule_files?: readonly string[];
  readonly tests: readonly RuleTest[];
}

/** A file for `promtool test rules`, except that it need not name rule files and orders no groups. */
export interface RuleTestFile {
  readonly path: string;
  readonly content: RuleTestContent;
  /** Set where the comment `# promtool: 3` says that Prometheus 2 cannot read the file, e.g. its native histograms. */
  readonly promtool?: 3;
}

/** Whoever reads all that reads sources reads all sources, also those that are newer than the list. */
const READERS = RULE_FILES.map(({ path }) => path).filter((path) => !path.startsWith('sources/'));

function documentOf(path: string): Document {
  return parseDocument(readFileSync(path, 'utf8'));
}

export function readRuleTest(path: string): RuleTestFile {
  const isForPromtool3 = /^# promtool: 3$/m.test(readFileSync(path, 'utf8'));
  return { path, content: documentOf(path).toJS(), ...(isForPromtool3 && { promtool: 3 }) };
}

/** The shipped files that a list of a test names. */
export function filesNamed(list: readonly string[] = ['*.yml']): readonly RuleFile[] {
  const names = list.map((name) => name.replace(/^.*alerts\/rules\//, ''));
  if (names.includes('*.yml') || READERS.every((name) => names.includes(name))) {
    return RULE_FILES;
  }
  const unknown = names.filter((name) => !RULE_FILES.some(({ path }) => path === name));
  if (unknown.length > 0) {
    throw new Error(`no rule file is called ${unknown.join(', ')}`);
  }
  return RULE_FILES.filter(({ path }) => names.includes(path));
}

/**
 * The file as promtool can run it from anywhere: with those of its rule files that its series concern, and an order of their
 * groups. Prometheus 3 divides in another order, which moves the last bit of a rate: there promtool can compare like that.
 */
export function runnable(path: string, { fuzzy = false } = {}): string {
  const document = documentOf(path);
  const { rule_files, tests }: RuleTestContent = document.toJS();
  const series = tests.flatMap(({ input_series = [] }) => input_series.map((one) => readSeries(one.series).name));
  const files = filesFor(filesNamed(rule_files), series);
  document.set(
    'rule_files',
    files.map((file) => join(RULES, file.path))
  );
  document.set('group_eval_order', groupOrder(files));
  if (fuzzy) {
    document.set('fuzzy_compare', true);
  }
  return document.toString({ lineWidth: 0 });
}
