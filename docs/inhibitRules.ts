import { readFileSync } from 'node:fs';
import { isMap, isSeq, parseDocument } from 'yaml';
import { code } from './markdown';

/** An inhibition rule of the bundle in the words of its file. */
export interface InhibitRule {
  readonly why: string;
  readonly source: string;
  readonly target: string;
}

/** The matcher that every rule of the bundle has on both sides says nothing. */
const BUNDLE = 'bundle="elastiscope"';

/** The inhibition rules of an Alertmanager configuration whose rules each begin with a comment `Elastiscope: why`. */
export function readInhibitRules(file: string): readonly InhibitRule[] {
  const list = parseDocument(readFileSync(file, 'utf8')).get('inhibit_rules');
  if (!isSeq(list)) {
    throw new Error(`${file} has no inhibition rules`);
  }
  return list.items.filter(isMap).map((rule) => ({
    why: (rule.commentBefore ?? '').replace(/^ Elastiscope: /, ''),
    source: matchersOf(rule.toJSON().source_matchers),
    target: matchersOf(rule.toJSON().target_matchers),
  }));
}

/** Alerts by their names without what all have in common, other matchers as they are. */
function matchersOf(matchers: readonly string[]): string {
  return matchers
    .filter((matcher) => matcher !== BUNDLE)
    .map((matcher) => {
      const [, names] = /^alertname=~?"Elastiscope\(?([\w|]+)\)?"$/.exec(matcher) ?? [];
      return names === undefined ? code(matcher) : names.replaceAll('|', ', ');
    })
    .join(', ');
}
