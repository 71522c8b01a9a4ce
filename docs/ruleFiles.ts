import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A rule as it stands in a rule file; either `record` or `alert` is set. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

export interface RuleFile {
  /** Path below the folder of the rules. */
  readonly path: string;
  readonly groups: readonly RuleGroup[];
}

export interface AlertRule extends Rule {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Every rule file in a folder and below it, in the order of their names. */
export function readRuleFiles(folder: string): RuleFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .sort()
    .map((path) => {
      const content: { groups: RuleGroup[] } = parse(readFileSync(join(folder, path), 'utf8'));
      return { path, groups: content.groups };
    });
}

export function rulesOf(files: readonly RuleFile[]): Rule[] {
  return files.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
}

export function alertsOf(files: readonly RuleFile[]): AlertRule[] {
  return rulesOf(files).flatMap(({ alert, labels = {}, annotations = {}, ...rule }) =>
    alert === undefined ? [] : [{ ...rule, alert, labels, annotations }]
  );
}
