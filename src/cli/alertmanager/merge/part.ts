import type { EditableList } from '../yaml/list';
import type { TextEdit } from '../../../yaml/textEdits';
import type { NamedItem } from './bundle';

/** What one part of the bundle does to a configuration. */
export interface Part {
  readonly edits: readonly TextEdit[];
  /** Whether the edits add a key at the end of the file: they come after all that change what is there. */
  readonly addsKey?: boolean;
  /** What is done, in words: `receiver elastiscope-page: added`. */
  readonly changes: readonly string[];
}

export const NOTHING: Part = { edits: [], changes: [] };

/** A part that also appends items to a list. */
export function withAdded(part: Part, list: EditableList, missing: readonly NamedItem[], what: string): Part {
  if (missing.length === 0) {
    return part;
  }
  return {
    edits: [...part.edits, ...list.append(missing.map(({ lines }) => lines))],
    addsKey: !list.exists,
    changes: [...part.changes, ...missing.map(({ name }) => `${what} ${name}: added`)],
  };
}
