import type { TimeRange } from '@grafana/data';
import { findValues } from '../data/labelValues';
import { forPromql, interpolate, type VariableLookup, type VariableValue } from '../data/interpolate';
import type { VariableDefinition } from './model';

/** What the address says for All. */
export const ALL = '$__all';

/** A variable with what can be chosen, what is chosen and what queries get. */
export interface ResolvedVariable {
  readonly definition: VariableDefinition;
  readonly options: readonly string[];
  readonly selected: readonly string[];
  readonly value: VariableValue;
  /** Why the options could not be found. What was chosen before holds all the same. */
  readonly error?: Error;
}

async function optionsOf(
  definition: VariableDefinition,
  lookup: VariableLookup,
  range: TimeRange,
  dataSourceUid: string
): Promise<string[]> {
  const query = typeof definition.query === 'string' ? definition.query : (definition.query?.query ?? '');
  switch (definition.type) {
    case 'datasource':
      return [dataSourceUid];
    case 'query': {
      const regex = definition.regex ? new RegExp(definition.regex.replace(/^\/(.*)\/$/s, '$1')) : undefined;
      const values = await findValues(interpolate(query, lookup, forPromql), range);
      return regex
        ? values.flatMap((value) => (([match, group]) => group ?? match ?? [])(regex.exec(value) ?? []))
        : values;
    }
    case 'custom':
    case 'interval':
      return query.split(',').map((option) => option.trim());
    default:
      return [query];
  }
}

function chosen(
  definition: VariableDefinition,
  options: readonly string[],
  asked: readonly string[]
): readonly string[] {
  if (definition.type === 'datasource') {
    return options;
  }
  if (asked.length > 0) {
    return asked;
  }
  const current = [definition.current?.value ?? []].flat().filter((value) => value === ALL || options.includes(value));
  if (current.length > 0) {
    return current;
  }
  return definition.includeAll ? [ALL] : options.slice(0, 1);
}

function valueOf(
  definition: VariableDefinition,
  options: readonly string[],
  selected: readonly string[]
): VariableValue {
  if (selected.includes(ALL)) {
    return definition.allValue || [...options];
  }
  return definition.multi || definition.includeAll ? [...selected] : (selected[0] ?? '');
}

/** Fills the variables in their order, so that each may use those before it. `asked` is what the address says. */
export async function resolveVariables(
  definitions: readonly VariableDefinition[],
  asked: (name: string) => readonly string[],
  range: TimeRange,
  dataSourceUid: string
): Promise<ResolvedVariable[]> {
  const resolved: ResolvedVariable[] = [];
  const lookup: VariableLookup = (name) => resolved.find(({ definition }) => definition.name === name)?.value;
  for (const definition of definitions) {
    const found = await optionsOf(definition, lookup, range, dataSourceUid).then(
      (options) => ({ options }),
      (error: Error) => ({ options: [], error })
    );
    const selected = chosen(definition, found.options, asked(definition.name));
    resolved.push({ definition, ...found, selected, value: valueOf(definition, found.options, selected) });
  }
  return resolved;
}
