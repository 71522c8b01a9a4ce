import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from '../rules/bundle';

export type Labels = Readonly<Record<string, string>>;

export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

const configuration: { readonly inhibit_rules: readonly InhibitRule[] } = parse(
  readFileSync(join(PROJECT, 'alerts/alertmanager/elastiscope.yml'), 'utf8')
);

export const INHIBIT_RULES = configuration.inhibit_rules;

/** The values that matchers let a label have. Throws when one is of a kind that says no such thing, like `!=`. */
export function allowed(matchers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    matchers.map((matcher) => {
      const [, label, operator, value] = /^(\w+)(=~|=)"([\w|()]*|[*])"$/.exec(matcher) ?? [];
      if (label === undefined || value === undefined) {
        throw new Error(`${matcher}: only = and =~ with plain alternatives are understood`);
      }
      return [label, operator === '=' ? [value] : alternatives(value)] as const;
    })
  );
}

/** `Elastiscope(A|B)` → ElastiscopeA, ElastiscopeB. */
function alternatives(expression: string): readonly string[] {
  const [, prefix = '', inner = expression] = /^(\w*)\(([\w|]+)\)$/.exec(expression) ?? [];
  return inner.split('|').map((alternative) => prefix + alternative);
}

export function matches(matchers: readonly string[], labels: Labels): boolean {
  return [...allowed(matchers)].every(([label, values]) => values.includes(labels[label] ?? ''));
}

/** Whether one alert silences the other. */
export function silences(source: Labels, target: Labels): boolean {
  return INHIBIT_RULES.some(
    ({ source_matchers, target_matchers, equal }) =>
      matches(source_matchers, source) &&
      matches(target_matchers, target) &&
      equal.every((label) => (source[label] ?? '') === (target[label] ?? ''))
  );
}
