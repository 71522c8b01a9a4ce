import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from '../../../setup/paths';

/** A rule that records a series. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The recording rules of a group, in the order in which Prometheus evaluates them. */
export interface RuleGroup {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly rules: readonly RecordingRule[];
}

interface RuleFile {
  readonly groups: ReadonlyArray<{
    readonly name: string;
    readonly interval?: string;
    readonly rules: ReadonlyArray<Partial<RecordingRule>>;
  }>;
}

const FOLDERS = ['alerts/rules', 'alerts/rules/sources'];
const DEFAULT_INTERVAL_SECONDS = 60;

function intervalSeconds(group: string, text: string | undefined): number {
  const match = /^(\d+)(s|m)$/.exec(text ?? `${DEFAULT_INTERVAL_SECONDS}s`);
  if (!match) {
    throw new Error(`group ${group}: the interval ${text} is not a number of seconds or minutes (use 15s or 1m)`);
  }
  return Number(match[1]) * (match[2] === 'm' ? 60 : 1);
}

function isRecording(rule: Partial<RecordingRule>): rule is RecordingRule {
  return rule.record !== undefined && rule.expr !== undefined;
}

/** The recording rules in the text of a rule file; alerting rules are left out. */
export function parseRules(text: string): RuleGroup[] {
  const { groups }: RuleFile = parse(text);
  return groups
    .map(({ name, interval, rules }) => ({
      name,
      intervalSeconds: intervalSeconds(name, interval),
      rules: rules.filter(isRecording),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** The recording rules that the live Prometheus evaluates. */
export async function readRules(): Promise<RuleGroup[]> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(PROJECT, folder)))
        .filter((name) => name.endsWith('.yml'))
        .sort()
        .map((name) => join(PROJECT, folder, name))
    )
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  return texts.flatMap(parseRules);
}
