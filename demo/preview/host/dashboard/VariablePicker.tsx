import { Combobox, InlineField, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { ALL, type ResolvedVariable } from './variables';

interface Props {
  readonly variable: ResolvedVariable;
  readonly onChange: (values: readonly string[]) => void;
}

/** Chooses the values of one dashboard variable. */
export function VariablePicker({ variable: { definition, options, selected }, onChange }: Props) {
  const label = definition.label || definition.name;
  const id = `var-${definition.name}`;
  const known = [...new Set([...options, ...selected.filter((value) => value !== ALL)])];
  const choices = known.map((value) => ({ value, label: value }));
  const all = { value: ALL, label: 'All' };
  const single = definition.includeAll ? [all, ...choices] : choices;
  return (
    <InlineField label={label} htmlFor={id} style={{ margin: 0 }}>
      {definition.multi ? (
        <MultiCombobox
          id={id}
          options={single}
          value={[...selected]}
          onChange={(picked) =>
            onChange(
              withoutContradiction(
                selected,
                picked.map(({ value }) => value)
              )
            )
          }
          width="auto"
          minWidth={14}
          maxWidth={50}
        />
      ) : (
        <Combobox
          id={id}
          options={single}
          value={selected[0] ?? null}
          onChange={({ value }) => onChange([value])}
          width="auto"
          minWidth={14}
        />
      )}
    </InlineField>
  );
}

/** All and single values exclude each other: what was picked last wins; nothing picked means All. */
function withoutContradiction(before: readonly string[], picked: readonly string[]): readonly string[] {
  if (picked.length === 0 || (picked.includes(ALL) && !before.includes(ALL))) {
    return [ALL];
  }
  return picked.filter((value) => value !== ALL);
}
